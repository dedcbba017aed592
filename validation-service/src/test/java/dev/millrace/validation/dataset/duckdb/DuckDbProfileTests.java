package dev.millrace.validation.dataset.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import dev.millrace.validation.rule.ColumnStatistics.Numbers;
import dev.millrace.validation.rule.ColumnStatistics.Quantile;
import dev.millrace.validation.rule.ColumnStatistics.Texts;
import dev.millrace.validation.rule.ColumnStatistics.Times;
import dev.millrace.validation.rule.Finding;
import dev.millrace.validation.rule.InferSchema;
import dev.millrace.validation.rule.Judgement;
import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.Statistics;
import dev.millrace.validation.rule.Tolerance;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DuckDbProfileTests {

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

    private ColumnStatistics only(String query) {
        return profile(versions.ofQuery(query)).columns().getFirst();
    }

    private Statistics profile(Digest version) {
        return versions.profiles().profile(List.of(version), null);
    }

    private static Numbers numbers(ColumnStatistics column) {
        return Objects.requireNonNull(column.values().numbers());
    }

    /** Expected: NumPy 2.4.6, mean(), std(ddof=1), quantile(); equal to 1e-12 of the value. */
    @Test
    void agreesWithNumPyOnRealNumbers() {
        var taxi = profile(versions.ofCsv(SharedData.file("chicago-taxi.csv"), "true"));

        var fare = column(taxi, "fare");
        assertThat(taxi.rows()).isEqualTo(15_002);
        assertThat(List.of(
                        fare.counts().count(),
                        fare.counts().missing(),
                        fare.counts().distinct()))
                .containsExactly(15_002L, 0L, 423L);
        assertThat(numbers(fare).mean()).isCloseTo(11.768216237834956, within(1e-11));
        assertThat(numbers(fare).deviation()).isCloseTo(11.538850470754118, within(1e-11));
        assertThat(numbers(fare).max()).isEqualByComparingTo("700.07");
        assertThat(numbers(fare).quantiles().stream().map(Quantile::value))
                .containsExactly(3.25, 4.05, 4.84, 5.85, 7.85, 12.45, 27.9, 36.25, 45.25);
        assertThat(numbers(fare).zeros()).isEqualTo(27);

        var seconds = column(taxi, "trip_seconds");
        assertThat(List.of(
                        seconds.counts().count(),
                        seconds.counts().missing(),
                        seconds.counts().distinct()))
                .containsExactly(14_996L, 6L, 110L);
        assertThat(numbers(seconds).mean()).isCloseTo(777.6275006668445, within(1e-9));
        assertThat(numbers(seconds).deviation()).isCloseTo(977.5387685215196, within(1e-9));

        var tract = column(taxi, "pickup_census_tract");
        assertThat(tract.counts().missing()).isEqualTo(15_001);
        assertThat(numbers(tract).max()).isEqualByComparingTo("17031081401");
        assertThat(numbers(tract).deviation()).isNull();
    }

    @Test
    void countsTextsAndTheirMostFrequentValues() {
        var taxi = profile(versions.ofCsv(SharedData.file("chicago-taxi.csv"), "true"));

        var company = column(taxi, "company");
        assertThat(List.of(company.counts().missing(), company.counts().distinct()))
                .containsExactly(5_140L, 61L);
        var texts = Objects.requireNonNull(company.values().texts());
        assertThat(texts.meanLength()).isCloseTo(25.51186371932671, within(1e-12));
        assertThat(List.of(texts.minLength(), texts.maxLength())).containsExactly(12L, 40L);
        assertThat(company.top())
                .hasSize(61)
                .startsWith(
                        new Frequency("Taxi Affiliation Services", 5_176),
                        new Frequency("Dispatch Taxi Affiliation", 1_636));
        assertThat(column(taxi, "payment_type").top())
                .containsSubsequence(
                        new Frequency("Dispute", 4), new Frequency("Pcard", 3), new Frequency("Prcard", 1));
    }

    private static ColumnStatistics column(Statistics statistics, String name) {
        return statistics.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Expected: numpy.quantile([1, 2, 4, 8], q). */
    @Test
    void interpolatesQuantiles() {
        var column = only("SELECT unnest([8.0::DOUBLE, 1, 4, 2]) AS x");

        assertThat(numbers(column).quantiles().stream().map(Quantile::value))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
                .containsExactly(1.03, 1.15, 1.3, 1.75, 3.0, 5.0, 6.8, 7.4, 7.88);
    }

    @Test
    void takesNotANumberForMissingAndCountsInfinityApart() {
        var column = only("SELECT unnest(['nan'::DOUBLE, 'inf', '-inf', 1, 3, NULL]) AS x");

        assertThat(List.of(
                        column.counts().count(),
                        column.counts().missing(),
                        column.counts().infinite()))
                .containsExactly(4L, 2L, 2L);
        assertThat(numbers(column).mean()).isEqualTo(2);
        assertThat(numbers(column).max()).isEqualByComparingTo("3");
    }

    @Test
    void doesNotFailOnNumbersWhoseSquaresOverflow() {
        var column = only("SELECT unnest([1e300, 1e300, 2.0]) AS x");

        assertThat(numbers(column).max()).isEqualByComparingTo("1e300");
        assertThat(numbers(column).mean()).isEqualTo(2);
    }

    @Test
    void takesEmptyTextForMissing() {
        var column = only("SELECT unnest(['', 'a', NULL, 'a', 'bcd']) AS x");

        assertThat(List.of(
                        column.counts().count(),
                        column.counts().missing(),
                        column.counts().distinct()))
                .containsExactly(3L, 2L, 2L);
        assertThat(column.top()).containsExactly(new Frequency("a", 2), new Frequency("bcd", 1));
    }

    @Test
    void profilesTruthAndTime() {
        assertThat(only("SELECT unnest([true, true, false, NULL, true]) AS x")
                        .values()
                        .trueShare())
                .isEqualTo(0.75);
        assertThat(only("SELECT unnest([DATE '2026-02-01', DATE '2025-01-31']) AS x")
                        .values()
                        .times())
                .isEqualTo(new Times("2025-01-31", "2026-02-01"));
        assertThat(only("SELECT TIMESTAMP '2026-02-01 10:00:00' AS x").values().times())
                .isEqualTo(new Times("2026-02-01T10:00:00", "2026-02-01T10:00:00"));
    }

    @Test
    void profilesTimesBeforeTheSecondAndBeforeTheEra() {
        assertThat(
                        only("SELECT unnest([TIMESTAMP '2026-02-01 10:00:00.25', TIMESTAMP '2026-02-01 10:00:00', NULL]) AS x")
                                .values()
                                .times())
                .isEqualTo(new Times("2026-02-01T10:00:00", "2026-02-01T10:00:00"));
        assertThat(only("SELECT unnest([DATE 'infinity', DATE '2026-02-01', DATE '10000-01-01']) AS x")
                        .counts()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void profilesAVersionWithoutRows() {
        var none = profile(versions.ofQuery("SELECT 1.0::DOUBLE AS x, 'a' AS y, DATE '2026-01-01' AS z LIMIT 0"));

        assertThat(none.rows()).isZero();
        assertThat(none.columns())
                .allSatisfy(column -> assertThat(column.counts().count()).isZero());
    }

    @Test
    void namesNeedNotBeWellBehaved() {
        var column = only("SELECT 7::BIGINT AS \"a\"\"; DROP VIEW data; --\"");

        assertThat(column.name()).isEqualTo("a\"; DROP VIEW data; --");
        assertThat(column.top()).containsExactly(new Frequency("7", 1));
    }

    @Test
    void countsNumbersInTheBinsOfTheSchema() {
        var schema = InferSchema.from(profile(versions.ofQuery("SELECT i / 10.0 AS fare FROM range(0, 1000) t(i)")));
        var range = Objects.requireNonNull(schema.columns().getFirst().range());
        double from = range.min().doubleValue();
        double to = range.max().doubleValue();

        var version = versions.ofQuery("SELECT unnest([%s - 1, %s, (%s + %s) / 2, %s, %s + 1, NULL])::DOUBLE AS fare"
                .formatted(from, from, from, to, to, to));
        var next = versions.profiles().profile(List.of(version), schema);
        var histogram = Objects.requireNonNull(numbers(column(next, "fare")).histogram());

        assertThat(histogram.edges()).hasSize(29).startsWith(from).endsWith(to).isSorted();
        assertThat(histogram.counts()).hasSize(30);
        assertThat(histogram.counts().getFirst()).as("below").isEqualTo(1);
        assertThat(histogram.counts().getLast()).as("above").isEqualTo(1);
        assertThat(histogram.counts().get(1))
                .as("the lower edge is in the first bin")
                .isEqualTo(1);
        assertThat(histogram.counts().get(28))
                .as("the upper edge is in the last bin")
                .isEqualTo(1);
        assertThat(histogram.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(5);
        assertThat(numbers(column(profile(versions.ofQuery("SELECT 1.5::DOUBLE AS fare")), "fare"))
                        .histogram())
                .isNull();
    }

    @Test
    void countsWhatDoesNotKeepToTheSchema() {
        var first = versions.ofQuery(
                "SELECT (i % 50)::DOUBLE AS amount, ['a', 'b'][i % 2 + 1] AS kind, i AS id FROM range(200) t(i)");
        var schema = InferSchema.from(profile(first));
        var next = versions.ofQuery("""
                SELECT CASE WHEN i = 0 THEN 'much' ELSE i::VARCHAR END AS amount,
                    ['a', 'b', 'it''s new', NULL][i % 4 + 1] AS kind, 1000 - 30 * i AS id FROM range(100) t(i)""");

        var held = versions.profiles().profile(List.of(next), schema);

        assertThat(column(held, "amount").type()).isEqualTo(ColumnType.STRING);
        assertThat(column(held, "amount").conformity().unreadable()).isEqualTo(1);
        assertThat(column(held, "kind").conformity().outsideDomain()).isEqualTo(25);
        assertThat(column(held, "kind").conformity().unknown()).containsExactly(new Frequency("it's new", 25));
        assertThat(numbers(column(held, "id")).negatives()).isEqualTo(66);
    }

    @Test
    void keepsEveryDigitOfWholeNumbers() {
        var account = only("SELECT 9007199254740993 + i // 4 AS account FROM range(1200) t(i)");

        assertThat(numbers(account).min()).isEqualByComparingTo("9007199254740993");
        assertThat(numbers(account).max()).isEqualByComparingTo("9007199254741292");

        var two = only("SELECT unnest([9223372036854775807, -9223372036854775808, 9007199254740993]) AS x");
        assertThat(numbers(two).min()).isEqualByComparingTo("-9223372036854775808");
        assertThat(two.top()).extracting(Frequency::value).contains("9007199254740993", "9223372036854775807");
        assertThat(JsonMapper.shared().writeValueAsString(two))
                .contains("\"min\":-9223372036854775808,\"max\":9223372036854775807");
    }

    @Test
    void countsWhatIsOutsideARangeToTheLastDigit() {
        var schema = new Schema(
                new Schema.RowBounds(1, 0.1, 10),
                List.of(new ColumnSchema(
                        "x",
                        ColumnType.INTEGER,
                        true,
                        new Tolerance(0, 1),
                        null,
                        null,
                        null,
                        new ColumnSchema.Range(
                                new BigDecimal("9007199254740993"),
                                new BigDecimal("9007199254740993.5"),
                                new Tolerance(0, 1)),
                        new Tolerance(0, 1),
                        null)));
        var next = versions.ofQuery("SELECT 9007199254740992 + i AS x FROM range(3) t(i)");

        var held = versions.profiles().profile(List.of(next), schema);

        assertThat(column(held, "x").conformity()).isEqualTo(new Conformity(0, 0, 1, 1));
        assertThat(Judgement.of(schema, held, 0).findings())
                .extracting(Finding::observed, Finding::bound)
                .containsExactly(
                        tuple(
                                "1 of 3 values (33.3 %) are not, the smallest is 9007199254740992",
                                "at least 9007199254740993"),
                        tuple(
                                "1 of 3 values (33.3 %) are not, the largest is 9007199254740994",
                                "at most 9007199254740993.5"));
    }

    @Test
    void estimatesWhatIsTooLargeToCount() {
        var column = only("SELECT (i * 7919 % 1000003)::DOUBLE AS x FROM range(2100000) t(i)");

        assertThat(column.counts().distinctExact()).isFalse();
        assertThat((double) column.counts().distinct()).isCloseTo(1_000_003, within(100_000.0));
        assertThat(numbers(column).quantiles().get(4).value()).isCloseTo(500_000, within(10_000.0));
    }

    /** Expected: numpy.quantile(range(1_200_000), q), mean() and std(ddof=1), and what the bounds of the sketches allow. */
    @Test
    void estimatesWithinTheBoundsOfTheSketches() {
        var column = only("SELECT (i * 7919 % 1200000)::BIGINT AS x FROM range(1200000) t(i)");

        assertThat(column.counts().distinctExact()).isFalse();
        assertThat((double) column.counts().distinct()).isCloseTo(1_200_000, within(36_000.0));
        assertThat(numbers(column).quantilesExact()).isFalse();
        assertThat(numbers(column).quantiles())
                .allSatisfy(each -> assertThat(each.value()).isCloseTo(each.p() * 1_199_999, within(6_000.0)));
        assertThat(numbers(column).mean()).isCloseTo(599_999.5, within(1e-6));
        assertThat(numbers(column).deviation()).isCloseTo(346_410.3058446315, within(1e-4));
        assertThat(column.top()).isEmpty();
    }

    @Test
    void countsFewValuesExactlyHoweverOftenTheyCome() {
        var many = profile(
                versions.ofQuery("SELECT i % 7 AS whole, chr(97 + (i % 3)::INT) AS letter FROM range(1500000) t(i)"));

        assertThat(column(many, "whole").counts().distinct()).isEqualTo(7);
        assertThat(column(many, "whole").counts().distinctExact()).isTrue();
        assertThat(column(many, "whole").top()).hasSize(7).contains(new Frequency("0", 214_286));
        assertThat(column(many, "letter").top())
                .containsExactly(new Frequency("a", 500_000), new Frequency("b", 500_000), new Frequency("c", 500_000));
    }

    @Test
    void countsTheValuesOfALargeKeyExactly() {
        var schema = InferSchema.from(profile(versions.ofQuery("SELECT 'k' || i AS id FROM range(1000) t(i)")));
        var large = versions.ofQuery("SELECT 'k' || greatest(i, 10) AS id FROM range(1100000) t(i)");

        var id = column(versions.profiles().profile(List.of(large), schema), "id");

        assertThat(id.counts().distinctExact()).isTrue();
        assertThat(id.counts().distinct()).isEqualTo(1_099_990);
    }

    @Test
    void countsOddValues() {
        var odd = profile(versions.ofQuery("""
                SELECT * FROM (VALUES
                    (1::BIGINT, 1.5::DOUBLE, 'a', true, TIMESTAMP '2026-02-01 10:00:00.25'),
                    (9007199254740993, 'NaN'::DOUBLE, '', NULL, NULL),
                    (9007199254740992, 'Infinity'::DOUBLE, NULL, true, TIMESTAMP '0001-01-01 00:00:00'),
                    (NULL, 1e200, 'zażółć 🚕', true, TIMESTAMP 'infinity'),
                    (-3, -0.0, 'a', true, NULL),
                    (-3, 0.0, 'b', NULL, NULL)) AS rows(whole, real, text, truth, moment)"""));

        assertThat(List.of(
                        column(odd, "whole").counts().count(),
                        column(odd, "whole").counts().distinct()))
                .containsExactly(5L, 4L);
        assertThat(column(odd, "whole").top())
                .startsWith(new Frequency("-3", 2))
                .hasSize(4);
        assertThat(column(odd, "real").top())
                .containsExactly(
                        new Frequency("0.0", 2),
                        new Frequency("1.5", 1),
                        new Frequency("1e+200", 1),
                        new Frequency("inf", 1));
        assertThat(numbers(column(odd, "real")).mean()).isEqualTo(0.5);
        assertThat(column(odd, "text").values().texts()).isEqualTo(new Texts(1, 8, 2.75));
        assertThat(column(odd, "truth").counts().distinct()).isEqualTo(1);
        assertThat(column(odd, "moment").values().times())
                .isEqualTo(new Times("0001-01-01T00:00:00", "2026-02-01T10:00:00"));
        assertThat(column(odd, "moment").top())
                .containsExactly(new Frequency("0001-01-01 00:00:00", 1), new Frequency("2026-02-01 10:00:00.25", 1));
    }

    @Test
    void spellsNumbersAsDuckDbWritesThem() {
        var values = "[0.1, 1e-4, 1.5e-5, 1e15, 1.25e16, 123456789012345678, -2.5e-300, 3, 0.0]::DOUBLE[]";

        var numbers = only("SELECT unnest(" + values + ") AS x");
        var texts = only("SELECT unnest(" + values + ")::VARCHAR AS x");

        assertThat(numbers.top()).containsExactlyInAnyOrderElementsOf(texts.top());
    }
}
