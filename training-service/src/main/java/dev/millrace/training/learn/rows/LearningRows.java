package dev.millrace.training.learn.rows;

import dev.millrace.pipelines.PipelineSpec.Data;
import dev.millrace.training.learn.UnlearnableException;

/**
 * All rows of one run, labelled and split.
 *
 * @param all rows that have a label
 * @param unlabelled number of rows that were left out for want of one
 * @param testRowsDigest identifies the test rows by their content
 */
public record LearningRows(Table all, Part train, Part validation, Part test, int unlabelled, String testRowsDigest) {

    /** @throws UnlearnableException when there is no label, not two classes, or a part without one of them */
    public static LearningRows of(Table read, Data data) {
        RawColumn label = read.column(data.label())
                .orElseThrow(
                        () -> new UnlearnableException("COLUMN_MISSING", "the data have no column " + data.label()));
        Table all = read.select(Labels.labelled(label));
        Labels labels = Labels.of(all.column(data.label()).orElseThrow());
        long[] hashes = RowHashes.of(all);
        Parts parts = Parts.of(all, hashes, data.split());
        int[] test = parts.test();
        long[] testHashes = new long[test.length];
        for (int i = 0; i < test.length; i++) {
            testHashes[i] = hashes[test[i]];
        }
        return new LearningRows(
                all,
                part("training", all, labels, parts.train()),
                part("validation", all, labels, parts.validation()),
                part("test", all, labels, test),
                read.rows() - all.rows(),
                RowHashes.digest(testHashes));
    }

    private static Part part(String name, Table all, Labels labels, int[] rows) {
        Labels selected = labels.select(rows);
        int positives = selected.positives();
        if (positives == 0 || positives == rows.length) {
            String missing = labels.classes().get(positives == 0 ? 1 : 0);
            throw new UnlearnableException(
                    "CLASS_MISSING_IN_SPLIT",
                    "none of the " + rows.length + " " + name + " rows has the label " + missing);
        }
        return new Part(all.select(rows), selected);
    }
}
