package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpecificationTests {

    @Test
    void saysWhatFollowsFromItAlone() {
        assertThat(lines("select: auc, candidates: [{trainer: gradient-boosted-trees}]", "auc", ""))
                .containsExactly(
                        "It predicts tip of dataset trips: binary or multiclass, as the values of the label tell.");
        assertThat(lines("select: rmse, candidates: [{trainer: gradient-boosted-trees}]", "rmse", ""))
                .containsExactly(
                        "It predicts tip of dataset trips: regression, because its metrics and trainers are for nothing else.");
        assertThat(lines(
                        "select: auc, candidates: [{trainer: logistic-regression}]",
                        "auc",
                        ", task: binary, positive: big"))
                .containsExactly(
                        "It predicts tip of dataset trips: binary, because data.task says so.",
                        "The positive class is big, because data.positive says so.");
    }

    private static Iterable<String> lines(String train, String metric, String data) {
        return Specification.parse(
                        "tips.yaml", """
                        apiVersion: millrace/v1
                        kind: Pipeline
                        name: tips
                        data: {dataset: trips, label: tip%s}
                        train: {%s}
                        gates: [{metric: %s, %s}]
                        """.formatted(data, train, metric, metric.equals("rmse") ? "max: 9" : "min: 0.5"))
                .lines();
    }
}
