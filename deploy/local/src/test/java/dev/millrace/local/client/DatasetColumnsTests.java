package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import dev.millrace.pipelines.PipelineSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetColumnsTests {

    private static final String SCHEMA = "/v1/datasets/trips/schema";

    /** Answers by path; what is not here is not there. */
    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            SCHEMA,
            "{\"schema\": {\"columns\": [{\"name\": \"fare\"}, {\"name\": \"tip\"}]}}",
            "/v1/datasets/trips",
            "{\"columns\": [{\"name\": \"fare\", \"type\": \"DOUBLE\"}, {\"name\": \"miles\", \"type\": \"DOUBLE\"}]}",
            "/v1/datasets/trips/versions",
            "[{\"columns\": [{\"name\": \"note\", \"type\": \"STRING\"}]}]"));

    @TempDir
    private Path home;

    private HttpServer services;
    private DatasetColumns columns;

    @BeforeEach
    void serve() throws IOException {
        services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.createContext("/", exchange -> {
            var body = answers.get(exchange.getRequestURI().getPath());
            var bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        services.start();
        columns = columns("http://127.0.0.1:" + services.getAddress().getPort());
    }

    private DatasetColumns columns(String url) {
        return new DatasetColumns(new Api(Endpoints.of(
                new Layout(home, home, 0),
                Map.of(
                        "MILLRACE_ATTACHED",
                        "true",
                        "MILLRACE_VALIDATION_URL",
                        url,
                        "MILLRACE_INGESTION_URL",
                        url,
                        "MILLRACE_TOKEN",
                        "secret"))));
    }

    @AfterEach
    void stop() {
        services.stop(0);
    }

    @Test
    void takesColumnsOfTheSchemaOfEarlierVersionsAndOfTheNewest() {
        assertThat(columns.check(specification("tip", "[fare, miles, note]"))).isEmpty();
    }

    @Test
    void complainsOfEachNameThatTheDataDoNotHave() {
        assertThatThrownBy(() -> columns.check(specification("tips", "[fares]")))
                .isInstanceOf(Complaint.class)
                .hasMessageStartingWith("COLUMN_UNKNOWN: of dataset trips, ")
                .hasMessageContaining("no column tips that data.label names (did you mean tip?)")
                .hasMessageContaining("no column fares that data.exclude names (did you mean fare?)");
    }

    @Test
    void takesAnyNameBeforeThereAreUsableData() {
        answers.remove(SCHEMA);

        assertThat(columns.check(specification("tips", "[fares]"))).isEmpty();
    }

    @Test
    void tellsWhatTheLabelIsLikeInTheNewestVersion() {
        answers.put("/v1/datasets/trips/versions", "{\"versions\": [{\"version\": 7}]}");
        answers.put("/v1/datasets/trips/versions/7/statistics", """
                {"rows": 1200, "columns": [
                  {"name": "fare", "count": 1200, "missing": 0, "distinct": 900, "top": []},
                  {"name": "tip", "count": 1199, "missing": 1, "distinct": 2,
                   "top": [{"value": "no", "count": 1100}, {"value": "yes", "count": 99}]}]}
                """);

        assertThat(columns.label(specification("tip", "[]")))
                .hasValue("In the newest data, 1,199 of 1,200 rows have a label, with 2 different values: "
                        + "\"no\" 1,100, \"yes\" 99.");
        assertThat(columns.label(specification("fare", "[]")))
                .hasValue("In the newest data, 1,200 of 1,200 rows have a label, with 900 different values.");
    }

    @Test
    void tellsNothingOfTheLabelBeforeThereAreData() {
        answers.remove("/v1/datasets/trips/versions");

        assertThat(columns.label(specification("tip", "[]"))).isEmpty();
        assertThat(columns("http://127.0.0.1:1").label(specification("tip", "[]")))
                .isEmpty();
    }

    @Test
    void saysThatItCouldNotTellWhereAServiceIsAway() {
        var nobodyListens = columns("http://127.0.0.1:1");

        assertThat(nobodyListens.check(specification("tips", "[]")))
                .hasValueSatisfying(told -> assertThat(told).contains("was not checked", "validation does not answer"));
    }

    private static PipelineSpec specification(String label, String exclude) {
        return Specification.parse("tips.yaml", """
                        apiVersion: millrace/v1
                        kind: Pipeline
                        name: tips
                        data: {dataset: trips, label: %s, exclude: %s}
                        train: {select: auc, candidates: [{trainer: logistic-regression}]}
                        gates: [{metric: auc, min: 0.6}]
                        """.formatted(label, exclude)).spec();
    }
}
