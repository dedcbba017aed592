package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamedColumnsTests {

    private static final List<String> STORED = List.of("fare", "tips", "miles", "payment", "company", "start");

    private static final String SPECIFICATION = """
            apiVersion: millrace/v1
            kind: Pipeline
            name: tips
            data:
              dataset: trips
              derive:
                - {name: generous, greater: [{column: tips}, {multiply: [{column: fare}, 0.2]}]}
                - {name: dear, greater: [{column: fare}, 30]}
              label: generous
              exclude: [tips]
              split: {by: time, column: start, train: 0.7, validation: 0.15, test: 0.15}
              slices: [payment, dear]
            features: {company: category}
            train: {select: auc, candidates: [{trainer: logistic-regression}]}
            gates: [{metric: auc, min: 0.6}]
            monitor: {critical: [miles]}
            """;

    @Test
    void knowsStoredAndDerivedColumns() {
        assertThat(problems(SPECIFICATION)).isEmpty();
    }

    @Test
    void namesEachFieldThatNamesAnUnknownColumnWithTheNearestOne() {
        var misspelt = SPECIFICATION
                .replace("label: generous", "label: generus")
                .replace("exclude: [tips]", "exclude: [Tips]")
                .replace("column: start,", "column: strat,")
                .replace("[payment, dear]", "[payments]")
                .replace("{company: category}", "{compny: category}")
                .replace("[miles]", "[mile]");
        assertThat(problems(misspelt))
                .containsExactly(
                        "the data have no column generus that data.label names (did you mean generous?)",
                        "the data have no column strat that data.split.column names (did you mean start?)",
                        "the data have no column Tips that data.exclude names (did you mean tips?)",
                        "the data have no column payments that data.slices names (did you mean payment?)",
                        "the data have no column compny that features names (did you mean company?)",
                        "the data have no column mile that monitor.critical names (did you mean miles?)");
    }

    @Test
    void namesWhatADerivedColumnIsMadeFrom() {
        assertThat(problems(SPECIFICATION.replace("{column: fare}, 30", "{column: distance}, 30")))
                .containsExactly("the data have no column distance that data.derive names"
                        + " (they have fare, tips, miles, payment, company, start, generous)");
    }

    private static List<String> problems(String specification) {
        return NamedColumns.problems(PipelineSpecs.parse(specification, () -> 1), STORED);
    }
}
