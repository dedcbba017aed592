package dev.millrace.training.learn.rows;

import dev.millrace.models.LearnedRows;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.KnownTarget;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All rows of one run, labelled and split.
 *
 * @param all rows that are learned from or judged by
 * @param turns how candidates are compared where the validation rows are too few for it; null where they are enough
 * @param leftOut why other rows are neither
 * @param reasons why the label is understood as it is
 * @param unseen which of the validation rows and, behind them, the test rows the split keeps together
 * @param testRowsDigest identifies the test rows by their content
 * @param learned by which the training and validation rows are known again
 */
public record LearningRows(
        Table all,
        Part train,
        Part validation,
        Part test,
        Clusters unseen,
        @Nullable CrossValidation turns,
        LeftOut leftOut,
        Reasons reasons,
        List<Warning> warnings,
        String testRowsDigest,
        LearnedRows learned) {

    public LearningRows {
        warnings = List.copyOf(warnings);
    }

    /**
     * Rows that were left out.
     *
     * @param unsampled because the specification wants only some
     * @param unlabelled for want of a label
     * @param rare because hardly any other row has their class
     */
    public record LeftOut(long unsampled, int unlabelled, int rare) {}

    /**
     * Why the label is understood as it is, for people.
     *
     * @param task why it is this task
     * @param positive of two classes, why this one is positive; else empty
     */
    public record Reasons(String task, String positive) {}

    /**
     * Labels and splits what was read.
     *
     * @param known what the pipeline learned before; null for nothing
     * @param served classes of the pipeline's model in service; empty where there is none
     * @throws UnlearnableException when the label is none of the task, or a part lacks rows or a class
     */
    public static LearningRows of(
            ReadRows.Read read, PipelineSpec spec, @Nullable KnownTarget known, List<String> served) {
        var table = read.table();
        var label = table.column(spec.data().label()).orElseThrow();
        var labelled = LabelledRows.of(label, read.truthWords(), table.rows(), spec, known, served);
        var all = table.select(labelled.rows());
        var labels = labelled.labels();
        long[] hashes = RowHashes.of(all);
        var parts = Parts.of(all, hashes, labels, spec.data().split());
        int[] test = parts.test();
        long[] testHashes = new long[test.length];
        for (int i = 0; i < test.length; i++) {
            testHashes[i] = hashes[test[i]];
        }
        var warnings = new ArrayList<Warning>(labelled.warnings());
        warnings.addAll(
                SplitCheck.warnings(label.name(), labels, parts, spec.data().split()));
        return new LearningRows(
                all,
                part("training", all, labels, parts.train()),
                part("validation", all, labels, parts.validation()),
                part("test", all, labels, test),
                parts.unseen(),
                CrossValidation.of(all, hashes, labels, spec.data().split(), parts)
                        .orElse(null),
                new LeftOut(read.unsampled(), labelled.unlabelled(), labelled.rare()),
                labelled.reasons(),
                warnings,
                RowHashes.digest(testHashes),
                RowMarks.of(all, IntStream.concat(IntStream.of(parts.train()), IntStream.of(parts.validation()))));
    }

    /** Of two classes each part needs both; of several, at least what is trained on needs all. */
    private static Part part(String name, Table all, Labels labels, int[] rows) {
        var selected = labels.select(rows);
        if (rows.length == 0) {
            throw new UnlearnableException(
                    "SPLIT_PART_EMPTY", "of %d rows none is a %s row".formatted(all.rows(), name));
        }
        int[] counts = selected.counts();
        for (int place = 0; place < counts.length; place++) {
            boolean needed = labels.task() == Task.BINARY || name.equals("training");
            if (needed && counts[place] == 0) {
                throw new UnlearnableException(
                        "CLASS_MISSING_IN_SPLIT",
                        "none of the %d %s rows has the label %s"
                                .formatted(rows.length, name, labels.classes().get(place)));
            }
        }
        return new Part(all.select(rows), selected);
    }
}
