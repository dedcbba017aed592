package dev.millrace.validation.rule;

import static dev.millrace.validation.rule.Columns.amount;
import static dev.millrace.validation.rule.Columns.key;
import static dev.millrace.validation.rule.Columns.kind;
import static dev.millrace.validation.rule.Columns.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Counts;
import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import dev.millrace.validation.rule.ColumnStatistics.Values;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InferSchemaTests {

    private static final Schema SCHEMA =
            InferSchema.from(version(1_000, amount(1_000, 0, 0), key(1_000, 1_000), kind(1_000, 5, Conformity.FULL)));

    private static List<String> findings(Statistics next) {
        return Judgement.of(SCHEMA, next, 1_000).findings().stream()
                .map(finding -> finding.severity() + " " + finding.code() + " " + finding.column())
                .toList();
    }

    /** Expected: SciPy 1.17, binomtest(k, n).proportion_ci(0.99, "wilson").low. */
    @Test
    void knowsWhatASampleLeavesPossible() {
        assertThat(InferSchema.lowerBound(0.7, 1_000)).isCloseTo(0.6614543259589021, within(1e-12));
        assertThat(InferSchema.lowerBound(1, 20)).isCloseTo(0.7508945989012464, within(1e-12));
    }

    @Test
    void findsNothingWhereNothingChanged() {
        assertThat(findings(version(1_000, amount(1_000, 0, 0), key(1_000, 1_000), kind(1_000, 5, Conformity.FULL))))
                .isEmpty();
    }

    @Test
    void tellsAFewDeviationsAndBlocksMany() {
        var id = key(1_000, 1_000);
        var same = kind(1_000, 5, Conformity.FULL);

        assertThat(findings(version(1_000, amount(990, 10, 0), id, same)))
                .containsExactly("WARN LOW_COMPLETENESS amount");
        assertThat(findings(version(1_000, amount(700, 300, 0), id, same)))
                .containsExactly("BLOCK LOW_COMPLETENESS amount");
        assertThat(findings(version(1_000, amount(1_000, 0, 5), id, same))).containsExactly("WARN BELOW_MIN amount");
        assertThat(findings(version(1_000, amount(1_000, 0, 20), id, same))).containsExactly("WARN BELOW_MIN amount");
        assertThat(findings(version(1_000, amount(1_000, 0, 600), id, same))).containsExactly("BLOCK BELOW_MIN amount");
        assertThat(findings(version(1_000, amount(1_000, 0, 0), key(1_000, 999), same)))
                .containsExactly("WARN NOT_UNIQUE id");
        assertThat(findings(version(1_000, amount(1_000, 0, 0), key(1_000, 500), same)))
                .containsExactly("WARN NOT_UNIQUE id");
        assertThat(findings(version(1_000, amount(1_000, 0, 0), id, kind(1_000, 6, new Conformity(0, 200, 0, 0)))))
                .containsExactly("WARN OUT_OF_DOMAIN kind");
        assertThat(findings(version(1_000, amount(1_000, 0, 0), id, kind(1_000, 6, new Conformity(0, 600, 0, 0)))))
                .containsExactly("BLOCK OUT_OF_DOMAIN kind");
    }

    @Test
    void comparesTheNumberOfRowsWithTheVersionBefore() {
        assertThat(findings(version(0))).contains("BLOCK ROWS_LOW null");
        assertThat(findings(version(50, amount(50, 0, 0), key(50, 50), kind(50, 5, Conformity.FULL))))
                .containsExactly("WARN ROWS_RATIO_LOW null");
    }

    @Test
    void demandsNoSetOfWhatHardlyRepeats() {
        var schema = InferSchema.from(version(100, kind(100, 90, Conformity.FULL)));

        assertThat(schema.columns().getFirst().domain()).isNull();
    }

    private static ColumnSchema.@Nullable Domain domain(String... values) {
        return InferSchema.from(version(1_000, Columns.texts(1_000, values)))
                .columns()
                .getFirst()
                .domain();
    }

    @Test
    void demandsASetOnlyOfValuesThatComeAgain() {
        assertThat(domain("Cash", "Card")).isNotNull();
        assertThat(domain("S1", "S2", "S17")).isNotNull();
        assertThat(domain("only one")).isNull();
        assertThat(domain("2026-01", "2026-02")).isNull();
        assertThat(domain("January", "February")).isNull();
        assertThat(domain("Jan 2026", "Feb 2026")).isNull();
        assertThat(domain("März", "Mai")).isNull();
        assertThat(domain("2026Q1", "2026Q2")).isNull();
        assertThat(domain("Q1 2026", "Q2 2026")).isNull();
        assertThat(domain("31.01.2026", "28.02.2026")).isNull();
        assertThat(domain("Jun 12 1998", "June 14, 2018")).isNull();
        assertThat(domain("K0001", "K0002")).isNull();
        assertThat(domain("60601", "60602")).isNull();
        assertThat(domain("may be", "sunday school")).isNotNull();
    }

    @Test
    void demandsNoSetWhereManyValuesCameOnce() {
        var top = Stream.concat(
                        Stream.of(new Frequency("usual", 950)),
                        IntStream.range(0, 50).mapToObj(i -> new Frequency("odd" + (char) ('a' + i), 1)))
                .toList();
        var kind = kind(1_000, 51, Conformity.FULL);
        var skewed = new ColumnStatistics(
                "kind",
                kind.type(),
                new Counts(1_000, 0, 51, true, 0),
                Values.of(kind.values().texts()),
                top,
                Conformity.FULL);

        assertThat(InferSchema.from(version(1_000, skewed)).columns().getFirst().domain())
                .isNull();
    }

    @Test
    void guessesThatAColumnHasAnotherName() {
        var before = version(1_000, amount(1_000, 0, 0), kind(1_000, 5, Conformity.FULL));
        var kind = kind(1_000, 5, Conformity.FULL);
        var renamed = new ColumnStatistics(
                "sort",
                kind.type(),
                new Counts(1_000, 0, 5, true, 0),
                Values.of(kind.values().texts()),
                kind.top(),
                Conformity.FULL);
        var next = version(1_000, amount(1_000, 0, 0), renamed);

        var judgement = Judgement.of(InferSchema.from(before), next, 1_000);

        assertThat(judgement.hasOtherColumns()).isTrue();
        assertThat(judgement.guessing(next, before).findings())
                .extracting(Finding::code, Finding::column)
                .containsExactly(
                        tuple(Finding.Code.MISSING_COLUMN, "kind"),
                        tuple(Finding.Code.NEW_COLUMN, "sort"),
                        tuple(Finding.Code.RENAMED_COLUMN, "kind"));
    }

    @Test
    void saysWhatToDo() {
        var missing = new Finding(Finding.Code.MISSING_COLUMN, "two\nlines", "absent", "present", Severity.BLOCK);
        var outside = new Finding(Finding.Code.OUT_OF_DOMAIN, "it's", "", "", Severity.WARN);

        assertThat(Advice.with(missing, "trips").advice())
                .endsWith("millrace schema trips loosen $'two\\nlines' required --why …");
        assertThat(Advice.with(outside, "trips").advice())
                .contains("millrace schema trips accept")
                .endsWith("millrace schema trips loosen 'it'\\''s' domain --why …");
    }

    @Test
    void namesTheValuesThatItDoesNotKnow() {
        var strange = new Conformity(0, 2, 0, 0, List.of(new Frequency("spm", 1), new Frequency("a\"b", 1)));

        assertThat(Judgement.of(
                                SCHEMA,
                                version(1_000, amount(1_000, 0, 0), key(1_000, 1_000), kind(1_000, 5, strange)),
                                1_000)
                        .findings())
                .extracting(Finding::observed, Finding::bound)
                .containsExactly(tuple(
                        "2 of 1000 values (0.2 %) are not, such as \"spm\" (1), \"a\\\"b\" (1)",
                        "one of 5 known values"));
    }

    @Test
    void rejectsNothingByWhatFewRowsSay() {
        var few = InferSchema.from(version(99, amount(99, 0, 0), key(99, 99), kind(99, 5, Conformity.FULL)));
        var strange = version(1_000, amount(10, 990, 5), kind(1_000, 6, new Conformity(900, 900, 0, 0)));

        assertThat(Judgement.of(few, strange, 99).usable()).isTrue();
        assertThat(findings(strange)).contains("BLOCK MISSING_COLUMN id", "BLOCK TYPE_MISMATCH kind");
    }

    @Test
    void saysWhatWasSeenAndWhatWasExpected() {
        var finding = Judgement.of(
                        SCHEMA,
                        version(1_000, amount(990, 10, 0), key(1_000, 1_000), kind(1_000, 5, Conformity.FULL)),
                        0)
                .findings()
                .getFirst();

        assertThat(finding.observed()).isEqualTo("10 of 1000 values (1.0 %) are missing");
        assertThat(finding.bound()).isEqualTo("no value missing");
    }
}
