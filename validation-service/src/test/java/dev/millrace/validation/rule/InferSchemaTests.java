package dev.millrace.validation.rule;

import static dev.millrace.validation.rule.Columns.amount;
import static dev.millrace.validation.rule.Columns.key;
import static dev.millrace.validation.rule.Columns.kind;
import static dev.millrace.validation.rule.Columns.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import java.util.List;
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
        ColumnStatistics id = key(1_000, 1_000);
        ColumnStatistics same = kind(1_000, 5, Conformity.FULL);

        assertThat(findings(version(1_000, amount(990, 10, 0), id, same)))
                .containsExactly("WARN LOW_COMPLETENESS amount");
        assertThat(findings(version(1_000, amount(700, 300, 0), id, same)))
                .containsExactly("BLOCK LOW_COMPLETENESS amount");
        assertThat(findings(version(1_000, amount(1_000, 0, 5), id, same))).containsExactly("WARN BELOW_MIN amount");
        assertThat(findings(version(1_000, amount(1_000, 0, 50), id, same))).containsExactly("BLOCK BELOW_MIN amount");
        assertThat(findings(version(1_000, amount(1_000, 0, 0), key(1_000, 999), same)))
                .containsExactly("WARN NOT_UNIQUE id");
        assertThat(findings(version(1_000, amount(1_000, 0, 0), key(1_000, 500), same)))
                .containsExactly("BLOCK NOT_UNIQUE id");
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
        Schema schema = InferSchema.from(version(100, kind(100, 90, Conformity.FULL)));

        assertThat(schema.columns().getFirst().domain()).isNull();
    }

    @Test
    void rejectsNothingByWhatFewRowsSay() {
        Schema few = InferSchema.from(version(99, amount(99, 0, 0), key(99, 99), kind(99, 5, Conformity.FULL)));
        Statistics strange = version(1_000, amount(10, 990, 5), kind(1_000, 6, new Conformity(900, 900, 0, 0)));

        assertThat(Judgement.of(few, strange, 99).usable()).isTrue();
        assertThat(findings(strange)).contains("BLOCK MISSING_COLUMN id", "BLOCK TYPE_MISMATCH kind");
    }

    @Test
    void saysWhatWasSeenAndWhatWasExpected() {
        Finding finding = Judgement.of(
                        SCHEMA,
                        version(1_000, amount(990, 10, 0), key(1_000, 1_000), kind(1_000, 5, Conformity.FULL)),
                        0)
                .findings()
                .getFirst();

        assertThat(finding.observed()).isEqualTo("10 of 1000 values (1.0 %) are missing");
        assertThat(finding.bound()).isEqualTo("at most 0.0 % missing");
    }
}
