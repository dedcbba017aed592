package dev.millrace.training.learn;

import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.LearningRows;
import dev.millrace.training.learn.rows.Part;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a person wants to know about the rows of a run: how the task was understood, and what became of the rows. */
final class RowFacts {

    private static final int CLASSES = 10;

    private RowFacts() {}

    static Map<String, String> of(LearningRows rows) {
        var facts = new LinkedHashMap<String, String>();
        var labels = rows.train().labels();
        facts.put("task", labels.task().word());
        facts.put("taskReason", rows.reasons().task());
        facts.put("train", part(rows.train()));
        facts.put("validation", part(rows.validation()));
        facts.put("test", part(rows.test()));
        sample(rows).ifPresent(sample -> facts.put("sample", sample));
        facts.put("unlabelled", String.valueOf(rows.leftOut().unlabelled()));
        if (!labels.classes().isEmpty()) {
            facts.put("rare", String.valueOf(rows.leftOut().rare()));
            facts.put("positive", positive(labels));
            facts.put("positiveReason", rows.reasons().positive());
        }
        return facts;
    }

    /** How many rows were read; empty where all were. */
    static Optional<String> sample(LearningRows rows) {
        var leftOut = rows.leftOut();
        long read = (long) rows.all().rows() + leftOut.unlabelled() + leftOut.rare();
        return leftOut.unsampled() == 0
                ? Optional.empty()
                : Optional.of("%d of %d rows".formatted(read, read + leftOut.unsampled()));
    }

    static String positive(Labels labels) {
        return labels.task() == dev.millrace.pipelines.Task.BINARY
                ? labels.classes().getLast()
                : "";
    }

    private static String part(Part part) {
        var labels = part.labels();
        if (labels.classes().isEmpty()) {
            return "%d rows".formatted(part.size());
        }
        int[] counts = labels.counts();
        var shares = IntStream.range(0, Math.min(CLASSES, counts.length))
                .mapToObj(place ->
                        labels.classes().get(place) + " %.1f %%".formatted(100.0 * counts[place] / part.size()))
                .collect(Collectors.joining(", "));
        return "%d rows: %s%s".formatted(part.size(), shares, counts.length > CLASSES ? ", …" : "");
    }
}
