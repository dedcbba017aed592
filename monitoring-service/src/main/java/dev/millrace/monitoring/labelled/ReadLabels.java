package dev.millrace.monitoring.labelled;

import static java.util.stream.Collectors.groupingBy;

import dev.millrace.monitoring.feedback.FindPrediction;
import dev.millrace.monitoring.feedback.Label;
import dev.millrace.monitoring.feedback.Predictions;
import dev.millrace.monitoring.labelled.LabelledVersion.RowCounts;
import dev.millrace.pipelines.FeedbackColumns;
import dev.millrace.pipelines.RowLabel;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds out what rows say of predictions: each has the label that the model of its prediction predicts. */
class ReadLabels {

    private static final int LONGEST_LABEL = 200;

    private final FindPrediction findPrediction;
    private final RowLabels rowLabels;

    ReadLabels(FindPrediction findPrediction, RowLabels rowLabels) {
        this.findPrediction = findPrediction;
        this.rowLabels = rowLabels;
    }

    /** What rows say that models predict; empty where nobody knows it. */
    @FunctionalInterface
    interface RowLabels {
        Optional<RowLabel> of(String project, String model);
    }

    /**
     * What some rows say.
     *
     * @param rows that were gone through
     * @param labels by model
     * @param leftOut rows that say nothing
     */
    record Page(long rows, Map<String, List<Label>> labels, RowCounts leftOut) {
        Page {
            labels = Map.copyOf(labels);
        }
    }

    /** The next rows of a version. Where they are gone through once more, those are passed over whose predictions have a label. */
    Page read(LabelledVersion version, LabelledRows.Version rows, int most) {
        long from = version.passed();
        var ids = rows.texts(FeedbackColumns.PREDICTION, from, most).stream()
                .map(Objects::requireNonNull)
                .toList();
        var found = findPrediction.find(version.project(), ids);
        var byModel = IntStream.range(0, ids.size())
                .boxed()
                .filter(row -> isWanted(found.get(ids.get(row)), version))
                .collect(groupingBy(row -> model(found, ids.get(row))));
        var observed = observed(version, rows, from, most);
        var labels = new HashMap<String, List<Label>>();
        long withoutLabel = 0;
        long unknownClass = 0;
        for (var model : byModel.entrySet()) {
            var texts = texts(version.project(), model.getKey(), rows, from, most);
            var said = new ArrayList<Label>();
            for (int row : model.getValue()) {
                var text = texts.apply(row);
                if (text.isEmpty()) {
                    withoutLabel++;
                } else if (text.get().length() > LONGEST_LABEL) {
                    unknownClass++;
                } else {
                    said.add(new Label(ids.get(row), text.get(), observed.get(row)));
                }
            }
            labels.put(model.getKey(), said);
        }
        long unknown = ids.stream().filter(id -> !found.containsKey(id)).count();
        return new Page(ids.size(), labels, new RowCounts(0, withoutLabel, unknown, unknownClass));
    }

    private static boolean isWanted(Predictions.@Nullable Found prediction, LabelledVersion version) {
        return prediction != null && (!version.isAgain() || prediction.label() == null);
    }

    /** What each row says that a model predicts, by its place among those rows. */
    private IntFunction<Optional<String>> texts(
            String project, String model, LabelledRows.Version rows, long from, int most) {
        var label = rowLabels.of(project, model);
        var texts = new HashMap<String, List<@Nullable String>>();
        label.map(RowLabel::columns).orElse(Set.of()).stream()
                .filter(rows.columns()::contains)
                .forEach(column -> texts.put(column, rows.texts(column, from, most)));
        return row -> label.flatMap(known ->
                known.of(column -> texts.containsKey(column) ? texts.get(column).get(row) : null));
    }

    private static String model(Map<String, Predictions.Found> found, String id) {
        return Objects.requireNonNull(found.get(id)).model().model();
    }

    /** When each label became known: as the row says, else when the version was found valid. */
    private static List<Instant> observed(LabelledVersion version, LabelledRows.Version rows, long from, int most) {
        if (!rows.columns().contains(FeedbackColumns.LABELLED_AT)) {
            return IntStream.range(0, most).mapToObj(_ -> version.validatedAt()).toList();
        }
        return rows.texts(FeedbackColumns.LABELLED_AT, from, most).stream()
                .map(text -> time(text).orElse(version.validatedAt()))
                .toList();
    }

    /** Times without a zone are in UTC. */
    private static Optional<Instant> time(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            var written = text.replace(' ', 'T');
            return Optional.of(
                    written.endsWith("Z")
                            ? Instant.parse(written)
                            : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
