package dev.millrace.validation.rule;

import static dev.millrace.validation.rule.Columns.amount;
import static dev.millrace.validation.rule.Columns.key;
import static dev.millrace.validation.rule.Columns.kind;
import static dev.millrace.validation.rule.Columns.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import dev.millrace.validation.rule.LoosenSchema.Change;
import dev.millrace.validation.rule.LoosenSchema.Loosened;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoosenSchemaTests {

    private static final Schema SCHEMA =
            InferSchema.from(version(1_000, amount(1_000, 0, 0), key(1_000, 1_000), kind(1_000, 5, Conformity.FULL)));

    private static Loosened loosened(Statistics next) {
        return LoosenSchema.from(SCHEMA, next, Judgement.of(SCHEMA, next, 1_000).findings());
    }

    /** What holds of every proposal: the version that it is made from, profiled anew, is usable by it, and it is a schema. */
    private static Loosened cures(Statistics next, Statistics profiledAnew) {
        var loosened = loosened(next);
        assertThat(Judgement.of(loosened.schema(), profiledAnew, 1_000).findings())
                .noneMatch(finding -> finding.severity() == Severity.BLOCK);
        assertThat(CheckSchema.problems(loosened.schema())).isEmpty();
        return loosened;
    }

    @Test
    void changesNothingWhereNothingWasFound() {
        var same = loosened(version(1_000, amount(1_000, 0, 0), key(1_000, 1_000), kind(1_000, 5, Conformity.FULL)));

        assertThat(same.changes()).isEmpty();
        assertThat(same.schema()).isEqualTo(SCHEMA);
    }

    @Test
    void takesBackWhatTheVersionBreaks() {
        var strange = new Conformity(0, 600, 0, 0, List.of(new Frequency("new", 600)));
        var loosened = cures(
                version(1_000, amount(400, 600, 300), kind(1_000, 5, strange)),
                version(1_000, amount(400, 600, 300), kind(1_000, 5, Conformity.FULL)));

        assertThat(loosened.changes())
                .extracting(Change::column, Change::rule)
                .containsExactlyInAnyOrder(
                        tuple("amount", "missing"),
                        tuple("amount", "negative"),
                        tuple("id", "required"),
                        tuple("kind", "domain"));
        assertThat(loosened.schema().column("kind").orElseThrow().domain().values())
                .endsWith("new")
                .hasSize(6);
    }

    @Test
    void letsAnyValueComeWhereNotAllAreKnown() {
        var strange = new Conformity(0, 600, 0, 0, List.of(new Frequency("new", 6)));
        var loosened = cures(
                version(1_000, amount(1_000, 0, 0), key(1_000, 1_000), kind(1_000, 5, strange)),
                version(1_000, amount(1_000, 0, 0), key(1_000, 1_000), kind(1_000, 5, strange)));

        assertThat(loosened.schema().column("kind").orElseThrow().domain()).isNull();
    }

    @Test
    void takesInNewColumnsAndForgetsOptionalOnesThatAreGone() {
        var next = version(1_000, amount(1_000, 0, 0), key(1_000, 1_000), Columns.texts(1_000, "a", "b"));
        var first = loosened(next).schema();

        assertThat(first.column("text")).isPresent();
        assertThat(first.column("kind").orElseThrow().required()).isFalse();
        assertThat(LoosenSchema.from(
                                first, next, Judgement.of(first, next, 1_000).findings())
                        .schema()
                        .column("kind"))
                .isEmpty();
    }
}
