package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page may weigh and ask for, however much there is. */
class BudgetTests extends PageTest {

    private static final int HTML = 25_000;
    private static final int STYLE = 15_000;
    private static final int SCRIPT = 8_000;

    /** Operations asks each of the six for its summary and for what it has parked. */
    private static final int QUESTIONS = 12;

    /** Answers that grow with use, and must be asked for by the page. */
    private static final Set<String> LISTS = Set.of(
            "runs",
            "cascades",
            "alerts",
            "decisions",
            "pipelines",
            "models",
            "datasets",
            "versions",
            "generations",
            "parked");

    @BeforeEach
    void record() {
        SERVICES.onAll("recorded.json");
        SERVICES.on("/ingestion/v1/datasets", """
            [{"dataset":"taxi-trips","versions":42,"columns":[],"changedAt":"2026-11-28T12:00:00Z"}]\
            """);
        RecordedModels.record(SERVICES, "{\"allowed\":true,\"code\":null,\"detail\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/cascades",
                "/cascades/51b0aaaa11112222",
                "/runs",
                "/runs/taxi-tips-31",
                "/pipelines",
                "/pipelines/taxi-tips",
                "/models",
                "/models/taxi-tips",
                "/models/taxi-tips/generations",
                "/models/taxi-tips/versions/4",
                "/models/taxi-tips/versions/4/lineage",
                "/models/taxi-tips/versions/4/approve",
                "/models/taxi-tips/drift",
                "/models/taxi-tips/performance",
                "/data",
                "/data/taxi-trips",
                "/data/taxi-trips/versions/42",
                "/alerts",
                "/operations",
                "/audit?aggregate=registry:models:default/taxi-tips",
                "/find?q=taxi"
            })
    void asksForPagesOfWhatGrowsAndForFewOfThem(String path) {
        var reader = admin();
        int before = SERVICES.asked().size();

        var page = reader.get(path, "X-Millrace-Again", "1");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(compressed(page.body())).isLessThan(HTML);
        var asked = SERVICES.asked().subList(before, SERVICES.asked().size());
        assertThat(asked).hasSizeLessThanOrEqualTo(QUESTIONS);
        assertThat(asked)
                .filteredOn(one ->
                        LISTS.contains(one.path().replaceFirst("\\?.*", "").replaceFirst(".*/", "")))
                .allSatisfy(one -> assertThat(one.path()).contains("limit="));
    }

    @Test
    void weighsLittleWithFiftyRowsOfTheLongestNames() {
        SERVICES.on(
                "/v1/runs",
                IntStream.range(0, 50)
                        .mapToObj(BudgetTests::run)
                        .collect(Collectors.joining(",", "{\"runs\":[", "],\"next\":null}")));

        var page = admin().get("/runs", "X-Millrace-Again", "1").body();

        assertThat(page).contains(run(49).substring(8, 40));
        assertThat(compressed(page)).isLessThan(HTML);
    }

    private static String run(int number) {
        var name = "a-pipeline-whose-name-is-as-long-as-names-may-be-%014d".formatted(number * 7_919_993L);
        return """
            {"run":"%s-%d","pipeline":"%s","status":"FAILED","reason":"NEW_DATA","requestedBy":"admin","requestedAt":"2026-11-28T13:%02d:00Z",
             "triggers":1,"dataset":"%s","datasetVersionFrom":1,"datasetVersionTo":%d,"rows":%d,"attempt":1,"code":"ONE_CLASS_ONLY",
             "detail":"The label of %s has one value in all of its %d rows; give data with both."}\
            """.formatted(name, number, name, number, name, number, number * 1000, name, number * 1000);
    }

    @Test
    void hasAStyleAndAScriptThatWeighLittle() {
        assertThat(compressed(admin().get("/assets/console.css").body())).isLessThan(STYLE);
        assertThat(compressed(admin().get("/assets/live.js").body())).isLessThan(SCRIPT);
    }

    @Test
    void loadsNothingElse() {
        var page = admin().page("/");

        assertThat(page.select("script").eachAttr("src")).hasSize(1).allMatch(src -> src.startsWith("/assets/live"));
        assertThat(page.select("link[rel=stylesheet], link[rel=icon]").eachAttr("href"))
                .hasSize(2)
                .allMatch(href -> href.startsWith("/assets/"));
        assertThat(page.select("img, iframe, video, audio, object, embed")).isEqualTo(List.of());
    }

    private static int compressed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.size();
    }
}
