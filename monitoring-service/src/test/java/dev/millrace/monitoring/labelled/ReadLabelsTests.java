package dev.millrace.monitoring.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.feedback.FindPrediction;
import dev.millrace.monitoring.feedback.Label;
import dev.millrace.monitoring.feedback.LoggedPredictions;
import dev.millrace.monitoring.feedback.MemoryPredictions;
import dev.millrace.monitoring.feedback.Prediction;
import dev.millrace.monitoring.feedback.Predictions.CountedLabel;
import dev.millrace.monitoring.labelled.LabelledVersion.RowCounts;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.pipelines.RowLabel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadLabelsTests {

    private static final Instant VALIDATED = Instant.parse("2026-11-29T10:00:00Z");

    private final MemoryPredictions predictions = new MemoryPredictions();
    private final ReadLabels readLabels = new ReadLabels(
            new FindPrediction(predictions),
            (project, model) -> Optional.ofNullable(
                            Map.of("tips", "tip", "fares", "fare").get(model))
                    .map(ReadLabelsTests::in));
    private final LabelledVersion version =
            LabelledVersion.found("acme", "outcomes", 3, List.of(), VALIDATED, VALIDATED.plusSeconds(1));

    private static RowLabel in(String column) {
        return new RowLabel(PipelineSpecs.parse("""
                apiVersion: millrace/v1
                kind: Pipeline
                name: p
                data: {dataset: trips, label: %s}
                train: {select: auc, candidates: [{trainer: logistic-regression}]}
                gates: [{metric: auc, min: 0.5}]
                """.formatted(column), () -> 1).data());
    }

    private void predicted(String project, String model, String... ids) {
        predictions.add(
                0,
                List.of(new LoggedPredictions(
                        new LoggedPredictions.Model(project, model, 1, 1, ServingRole.CHAMPION),
                        model,
                        VALIDATED,
                        List.of("0", "1"),
                        List.of(),
                        Arrays.stream(ids)
                                .map(id -> new Prediction(id, "1", List.of(0.2, 0.8), null))
                                .toList())));
    }

    /** Columns by name, one value a row. */
    private record Table(Map<String, List<@Nullable String>> values) implements LabelledRows.Version {

        @Override
        public List<String> columns() {
            return List.copyOf(values.keySet());
        }

        @Override
        public List<@Nullable String> texts(String column, long from, int most) {
            return Objects.requireNonNull(values.get(column)).stream()
                    .skip(from)
                    .limit(most)
                    .toList();
        }

        @Override
        public void close() {}
    }

    @Test
    void takesEachLabelFromTheColumnThatTheModelOfItsPredictionPredicts() {
        predicted("acme", "tips", "0-a-1", "0-a-2");
        predicted("acme", "fares", "0-b-1");

        var page = readLabels.read(
                version,
                new Table(Map.of(
                        "millrace.prediction", List.of("0-a-1", "0-b-1", "0-a-2"),
                        "tip", List.of("true", "true", "false"),
                        "fare", List.of("8.5", "9.5", "10.5"),
                        "millrace.labelledAt", Arrays.asList("2026-11-28 09:00:00", null, "2026-11-28T09:00:00Z"))),
                10);

        var known = Instant.parse("2026-11-28T09:00:00Z");
        assertThat(page.labels())
                .isEqualTo(Map.of(
                        "tips", List.of(new Label("0-a-1", "true", known), new Label("0-a-2", "false", known)),
                        "fares", List.of(new Label("0-b-1", "9.5", VALIDATED))));
        assertThat(page.leftOut()).isEqualTo(RowCounts.NONE);
        assertThat(page.rows()).isEqualTo(3);
    }

    @Test
    void countsRowsThatSayNothing() {
        predicted("acme", "tips", "0-a-1", "0-a-2");
        predicted("acme", "unknown", "0-c-1");
        predicted("other", "tips", "0-d-1");

        var page = readLabels.read(
                version,
                new Table(Map.of(
                        "millrace.prediction", List.of("0-a-1", "nonsense", "0-never-1", "0-d-1", "0-c-1", "0-a-2"),
                        "tip", Arrays.asList(null, "1", "1", "1", "1", "x".repeat(201)))),
                10);

        assertThat(page.labels().values()).allMatch(List::isEmpty);
        assertThat(page.leftOut()).isEqualTo(new RowCounts(0, 2, 3, 1));
    }

    @Test
    void takesTheSecondTimeThoseOnlyWhosePredictionsHaveComeMeanwhile() {
        predicted("acme", "tips", "0-a-1");
        var table = new Table(
                Map.of("millrace.prediction", List.of("0-a-1", "0-a-2", "0-a-3"), "tip", List.of("1", "0", "1")));
        var first = version.after(3, new RowCounts(1, 0, 2, 0)).waiting();
        predictions.markLabelled(0, Map.of("0-a-1", new CountedLabel("1", 5)));
        predicted("acme", "tips", "0-a-2");

        var page = readLabels.read(first, table, 10);

        assertThat(first.counts()).isEqualTo(new RowCounts(1, 0, 2, 0));
        assertThat(page.labels()).isEqualTo(Map.of("tips", List.of(new Label("0-a-2", "0", VALIDATED))));
        assertThat(page.leftOut()).isEqualTo(new RowCounts(0, 0, 1, 0));
        assertThat(first.after(page.rows(), page.leftOut().plus(new RowCounts(1, 0, 0, 0)))
                        .counts())
                .isEqualTo(new RowCounts(2, 0, 1, 0));
    }
}
