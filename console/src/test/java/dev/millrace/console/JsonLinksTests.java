package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every panel links the answer that it shows, so each question that a page asks is handed on. */
class JsonLinksTests extends PageTest {

    @BeforeEach
    void record() {
        SERVICES.onAll("recorded.json");
        RecordedModels.record(SERVICES, "{\"allowed\":true,\"code\":null,\"detail\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/cascades/51b0aaaa11112222",
                "/runs/taxi-tips-31",
                "/pipelines/taxi-tips",
                "/models",
                "/models/taxi-tips",
                "/models/taxi-tips/generations",
                "/models/taxi-tips/versions/4",
                "/models/taxi-tips/versions/4/lineage",
                "/models/taxi-tips/drift",
                "/models/taxi-tips/performance",
                "/data",
                "/data/taxi-trips",
                "/data/taxi-trips/versions/42",
                "/alerts",
                "/predictions/p1",
                "/models/taxi-tips/drift/history",
                "/operations",
                "/operations/parked/monitoring/p1",
                "/audit?aggregate=registry:models:default/taxi-tips"
            })
    void handsOnWhatThePageAsks(String path) {
        var reader = admin();
        int before = SERVICES.asked().size();
        reader.page(path);
        var questions = SERVICES.asked().subList(before, SERVICES.asked().size()).stream()
                .map(RecordedServices.Asked::path)
                .toList();

        assertThat(questions)
                .isNotEmpty()
                .allSatisfy(question -> assertThat(
                                reader.get("/json/monitoring" + question).body())
                        .as("nothing is handed on of %s", question)
                        .isNotEmpty());
    }
}
