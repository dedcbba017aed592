package dev.millrace.validation.dataset.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.artifacts.Digest;
import dev.millrace.examples.TaxiTrips;
import dev.millrace.examples.World;
import dev.millrace.validation.rule.Finding;
import dev.millrace.validation.rule.InferSchema;
import dev.millrace.validation.rule.Judgement;
import dev.millrace.validation.rule.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Defaults are right when real data pass and broken data do not. */
class RealDataTests {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private Versions versions;

    @BeforeEach
    void open() throws IOException {
        versions = new Versions(directory);
    }

    @AfterEach
    void close() {
        versions.close();
    }

    private Judgement judge(Digest first, Digest next) {
        var seen = versions.profiles().profile(List.of(first), null);
        var schema = InferSchema.from(seen);
        assertThat(Judgement.of(schema, seen, 0).findings()).isEmpty();
        return Judgement.of(schema, versions.profiles().profile(List.of(next), schema), seen.rows());
    }

    private static List<Finding> blocking(Judgement judgement) {
        return judgement.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCK)
                .toList();
    }

    private Digest trips(long seed, World world, int rows) throws IOException {
        return versions.ofCsv(csv(seed, world, rows));
    }

    private static String csv(long seed, World world, int rows) throws IOException {
        var csv = new ByteArrayOutputStream();
        new TaxiTrips(seed, world).writeCsv(csv, rows);
        return csv.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theNextBatchOfTheSameTaxisPasses() {
        var taxi = SharedData.file("chicago-taxi.csv");

        assertThat(blocking(judge(versions.ofCsv(taxi, "position < 7500"), versions.ofCsv(taxi, "position >= 7500"))))
                .isEmpty();
        assertThat(blocking(judge(versions.ofCsv(taxi, "position < 500"), versions.ofCsv(taxi, "position >= 500"))))
                .isEmpty();
        assertThat(blocking(judge(versions.ofCsv(taxi, "true"), versions.ofCsv(taxi, "position % 150 = 7"))))
                .isEmpty();
    }

    @Test
    void tripsOfOtherYearsPass() {
        var taxi = SharedData.file("chicago-taxi.csv");

        assertThat(blocking(judge(
                        versions.ofCsv(taxi, "trip_start_timestamp < 1400000000"),
                        versions.ofCsv(taxi, "trip_start_timestamp >= 1400000000"))))
                .isEmpty();
    }

    @Test
    void theNextPassengersOfTheTitanicPass() {
        var titanic = SharedData.file("titanic.csv");

        assertThat(blocking(
                        judge(versions.ofCsv(titanic, "position < 400"), versions.ofCsv(titanic, "position >= 400"))))
                .isEmpty();
        assertThat(blocking(judge(versions.ofCsv(titanic, "Pclass = 3"), versions.ofCsv(titanic, "Pclass <> 3"))))
                .isEmpty();
        assertThat(blocking(judge(versions.ofCsv(titanic, "position < 20"), versions.ofCsv(titanic, "true"))))
                .isEmpty();
    }

    @Test
    void aShiftedWorldPassesWithWarnings() throws IOException {
        var shifted = judge(trips(1, World.USUAL, 6_000), trips(2, World.SHIFTED, 6_000));

        assertThat(blocking(shifted)).isEmpty();
        assertThat(shifted.findings()).extracting(Finding::column).contains("payment_type", "company");
    }

    @Test
    void aMissingColumnIsRejected() throws IOException {
        var first = trips(1, World.USUAL, 1_000);
        var next = versions.ofCsv(csv(2, World.USUAL, 1_000).replaceFirst("fare", "fair"));

        assertThat(blocking(judge(first, next)))
                .extracting(Finding::code, Finding::column)
                .containsExactly(tuple(Finding.Code.MISSING_COLUMN, "fare"));
    }

    @Test
    void textInANumberColumnIsRejected() throws IOException {
        var first = trips(1, World.USUAL, 1_000);
        var next = versions.ofCsv(csv(2, World.USUAL, 1_000).replaceAll("(?m)^(\\d*),([1-9][0-9.]*)", "$1,about $2"));

        assertThat(blocking(judge(first, next)))
                .extracting(Finding::code, Finding::column)
                .containsExactly(tuple(Finding.Code.TYPE_MISMATCH, "fare"));
    }

    @Test
    void someNegativeFaresAreToldAndFlippedSignsRejected() throws IOException {
        var first = trips(1, World.USUAL, 1_000);
        var some = versions.ofCsv(csv(2, World.USUAL, 1_000).replaceAll("(?m)^(\\d*),(1[0-9.]*)", "$1,-$2"));
        var all = versions.ofCsv(csv(2, World.USUAL, 1_000).replaceAll("(?m)^(\\d*),([1-9][0-9.]*)", "$1,-$2"));

        assertThat(blocking(judge(first, some))).isEmpty();
        assertThat(judge(first, some).findings()).extracting(Finding::code).contains(Finding.Code.BELOW_MIN);
        assertThat(blocking(judge(first, all)))
                .extracting(Finding::code, Finding::column)
                .containsExactly(tuple(Finding.Code.BELOW_MIN, "fare"));
    }

    @Test
    void anEmptiedColumnIsRejected() throws IOException {
        var first = trips(1, World.USUAL, 1_000);
        var next = versions.ofCsv(csv(2, World.USUAL, 1_000).replaceAll("(?m)^(\\d*),[0-9.]+", "$1,"));

        assertThat(blocking(judge(first, next)))
                .extracting(Finding::code, Finding::column)
                .containsExactly(tuple(Finding.Code.LOW_COMPLETENESS, "fare"));
    }
}
