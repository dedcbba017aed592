package dev.millrace.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.DataValidated;
import dev.millrace.contracts.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole service: an event in, a verdict out, and what people can look up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JudgingTests {

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private Arrivals arrivals;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        service = new RunningService(directory);
        arrivals = new Arrivals(service, directory);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void readsWhatTheReleaseBeforeHasStoredAndKeepsWhatALaterOneAdds() {
        service.assertReadsWhatTheReleaseBeforeHasStored();
    }

    @Test
    void documentsEachOfItsRoutesAndNoOther() {
        service.assertDocumented();
    }

    @Test
    void judgesNothingThatOnlyAProducerOutsideSays() throws Exception {
        var said = Arrivals.of("said", 1, service.store("anything".getBytes(UTF_8)), 8);
        said.setEventId("e-1");
        said.setAggregateId("airflow");
        said.setCascadeId("");
        said.setOccurredAt(Instant.EPOCH);
        service.sendFromOutside(Topics.DATA_ARRIVED, "said", said);

        var verdict =
                service.told(Topics.DATA_VALIDATED, arrive("said", 1, "SELECT i::DOUBLE AS fare FROM range(200) t(i)"));

        assertThat(verdict.getVersion()).isEqualTo(1);
        assertThat(body("/v1/datasets/said/versions/1/report")).contains("\"usable\":true");
    }

    @Test
    void judgesVersionsByTheFirstAndShowsWhy() throws Exception {
        var usual = "SELECT (i % 40)::DOUBLE AS fare, ['Cash', 'Card'][i % 2 + 1] AS payment FROM range(200) t(i)";
        var first = service.told(Topics.DATA_VALIDATED, arrive("trips", 1, usual));
        var second =
                service.told(Topics.DATA_REJECTED, arrive("trips", 2, "SELECT payment FROM (%s)".formatted(usual)));
        var third = service.told(
                Topics.DATA_VALIDATED,
                arrive("trips", 3, usual.replace("'Card'", "CASE WHEN i > 150 THEN 'Phone' ELSE 'Card' END")));

        assertThat(first.getAggregateId()).isEqualTo("validation:datasets:default/trips");
        assertThat(first.getSchemaVersion()).isEqualTo(1);
        assertThat(first.getWarnings()).isZero();
        assertThat(first.getArrivedBy()).isEqualTo("tester");
        assertThat(second.getFindings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.getCode()).isEqualTo("MISSING_COLUMN"));
        assertThat(third.getWarnings()).isEqualTo(1);
        assertThat(body("/v1/datasets/trips/schema")).contains("\"inferredFromVersion\":1", "\"Cash\"");
        assertThat(body("/v1/datasets/trips/versions/2/report"))
                .contains("\"usable\":false", "\"MISSING_COLUMN\"", "\"fare\"");
        assertThat(body("/v1/datasets/trips/versions/3/report")).contains("\"usable\":true", "\"OUT_OF_DOMAIN\"");
        assertThat(body("/v1/datasets/trips/versions/1/statistics")).contains("\"rows\":200", "\"mean\":19.5");
        assertThat(body("/v1/datasets/trips/versions?limit=1&before=3"))
                .contains("\"version\":2,\"usable\":false", "\"first\":{\"code\":", "\"next\":2")
                .doesNotContain("\"version\":3", "\"judgedAt\":null");
        assertThat(body("/v1/datasets/trips/versions?before=2")).contains("\"version\":1", "\"next\":null");
        assertThat(service.get("/v1/datasets/trips/versions?limit=0").statusCode())
                .isEqualTo(400);
        assertThat(body("/v1/datasets?after=trip&limit=1"))
                .isEqualTo(
                        "{\"datasets\":[{\"dataset\":\"trips\",\"version\":3,\"usable\":true,\"usableRows\":200,\"schemaVersion\":1}]}");
        assertThat(body("/v1/datasets?after=trips")).doesNotContain("\"trips\"");
        assertThat(service.get("/v1/datasets?limit=0").statusCode()).isEqualTo(400);
        assertThat(body("/v1/summary"))
                .as("the newest version can be used")
                .contains("\"dataUsable\":", "\"dataRejected\":")
                .doesNotContain("\"name\":\"trips\"");
        assertThat(service.get("/v1/datasets/trips/versions/4/report").statusCode())
                .isEqualTo(404);
    }

    @Test
    void letsAVerdictStand() throws Exception {
        var usual = "SELECT (i % 40)::DOUBLE AS fare, 'Cash' AS payment FROM range(200) t(i)";
        var few = usual.replace("range(200)", "range(15)");
        service.told(Topics.DATA_VALIDATED, arrive("again", 1, usual));
        var second = service.told(Topics.DATA_VALIDATED, arrive("again", 2, few));
        var report = body("/v1/datasets/again/versions/2/report");

        arrive("again", 2, few);
        service.told(Topics.DATA_VALIDATED, arrive("again", 3, usual));
        arrive("again", 2, few);
        service.told(Topics.DATA_VALIDATED, arrive("again", 4, usual));

        assertThat(second.getWarnings()).isEqualTo(1);
        assertThat(report).contains("ROWS_RATIO_LOW");
        assertThat(body("/v1/datasets/again/versions/2/report")).isEqualTo(report);
        assertThat(body("/v1/datasets/again/versions/3/report")).contains("\"version\":3");
        assertThat(body("/v1/datasets/again/versions/4/report")).contains("\"version\":4");
    }

    @Test
    void readsTheSchemaAnewWhereTheFirstVersionWasTooSmall() throws Exception {
        var usual = "SELECT (i % 40)::DOUBLE AS fare, 'Cash' AS payment FROM range(200) t(i)";
        service.told(Topics.DATA_VALIDATED, arrive("small", 1, "SELECT 'free' AS fare, 1 AS gone FROM range(2)"));
        var second = service.told(Topics.DATA_VALIDATED, arrive("small", 2, usual));
        var third = service.told(Topics.DATA_REJECTED, arrive("small", 3, "SELECT payment FROM (%s)".formatted(usual)));

        assertThat(second.getSchemaVersion()).isEqualTo(2);
        assertThat(third.getSchemaVersion()).isEqualTo(2);
        assertThat(body("/v1/datasets/small/schema")).contains("\"inferredFromVersion\":2");
    }

    @Test
    void rejectsAVersionWithoutRowsAndLearnsNothingFromIt() throws Exception {
        var none = "SELECT 1.0::DOUBLE AS fare, 'x' AS payment LIMIT 0";
        var rejected = service.told(Topics.DATA_REJECTED, arrive("empty", 1, none));

        assertThat(rejected.getFindings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.getCode()).isEqualTo("ROWS_LOW"));
        assertThat(rejected.getSchemaVersion()).isZero();
        assertThat(service.get("/v1/datasets/empty/schema").statusCode()).isEqualTo(404);
    }

    @Test
    void judgesManyVersionsOfOneDatasetInTheirOrder() throws Exception {
        var usual = "SELECT (i % 40)::DOUBLE AS fare, 'Cash' AS payment FROM range(200) t(i)";
        var last = "";
        for (int version = 1; version <= 12; version++) {
            last = arrive("many", version, usual.replace("200", String.valueOf(100 + version)));
        }

        service.told(Topics.DATA_VALIDATED, last);

        assertThat(service.all(Topics.DATA_VALIDATED).stream()
                        .filter(event -> event.getDataset().equals("many"))
                        .map(DataValidated::getVersion))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(body("/v1/datasets/many/schema")).contains("\"inferredFromVersion\":1");
    }

    @Test
    void rejectsAVersionThatCannotBeReadAndGoesOn() throws Exception {
        var usual = "SELECT (i % 40)::DOUBLE AS fare, 'Cash' AS payment FROM range(200) t(i)";
        byte[] damaged = "PAR1 but nothing behind it PAR1".getBytes(UTF_8);
        var first = UUID.randomUUID().toString();
        service.send(Topics.DATA_ARRIVED, Arrivals.of("damaged", 1, service.store(damaged), damaged.length), first);
        var second = arrive("damaged", 2, usual);

        var rejected = service.told(Topics.DATA_REJECTED, first);

        assertThat(rejected.getFindings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.getCode()).isEqualTo("UNREADABLE"));
        assertThat(service.told(Topics.DATA_VALIDATED, second).getSchemaVersion())
                .isEqualTo(1);
        assertThat(body("/v1/datasets/damaged/versions/1/report")).contains("\"usable\":false", "UNREADABLE");
        assertThat(service.get("/v1/datasets/damaged/versions/1/statistics").statusCode())
                .isEqualTo(404);
    }

    @Test
    void judgesTwoThousandColumnsWithLongNames() throws Exception {
        var wide = IntStream.range(0, 2_000)
                .mapToObj("(i + 1)::DOUBLE AS \"%060d\""::formatted)
                .collect(Collectors.joining(", ", "SELECT ", " FROM range(200) t(i)"));
        var first = service.told(Topics.DATA_VALIDATED, arrive("wide", 1, wide));
        var second = service.told(Topics.DATA_REJECTED, arrive("wide", 2, "SELECT i AS other FROM range(200) t(i)"));

        assertThat(first.getColumns()).hasSize(2);
        assertThat(second.getFindings()).hasSize(100);
        assertThat(body("/v1/datasets/wide/versions/2/report")).contains("\"blocking\":2000");
        assertThat(body("/v1/datasets/wide/versions/1/statistics").length()).isGreaterThan(1_000_000);
        assertThat(body("/v1/datasets/wide/schema")).contains("\"%060d\"".formatted(1_999));
    }

    private String arrive(String dataset, long version, String query) throws Exception {
        return arrivals.arrive(dataset, version, query);
    }

    private String body(String path) throws Exception {
        var response = service.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
