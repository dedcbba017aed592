package dev.millrace.pipelines;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is learned from.
 *
 * @param sample how many rows of the versions are read; null for all
 * @param features what single columns are learned from as; others are learned from as their values suggest
 * @param feedback where answered and labelled rows go; null where they are not gathered
 */
public record DataSpec(
        String dataset,
        Versions versions,
        @Nullable Sample sample,
        List<DerivedColumn> derive,
        Target target,
        List<String> exclude,
        Split split,
        List<String> slices,
        Map<String, Use> features,
        @Nullable Feedback feedback) {
    public DataSpec {
        derive = List.copyOf(derive);
        exclude = List.copyOf(exclude);
        slices = List.copyOf(slices);
        features = Map.copyOf(features);
    }

    DataSpec with(Map<String, Use> columns) {
        return new DataSpec(dataset, versions, sample, derive, target, exclude, split, slices, columns, feedback);
    }

    /** The same rules for other datasets. */
    public DataSpec of(String otherDataset, @Nullable Feedback otherFeedback) {
        return new DataSpec(
                otherDataset, versions, sample, derive, target, exclude, split, slices, features, otherFeedback);
    }

    /** The column that is predicted. */
    public String label() {
        return target.label();
    }

    /** At most so many rows, drawn by the seed of the split; each class keeps its share. */
    public record Sample(int rows) {}

    /**
     * Answered rows whose label came become versions of a dataset of their own, which is trained on with the other data.
     *
     * @param dataset that they go to
     * @param rows from which they are made a version
     * @param atMost how long a row waits for others
     * @param share of the labelled rows that is kept, chosen by the prediction's id
     */
    public record Feedback(String dataset, long rows, Duration atMost, double share) {}

    /**
     * What is predicted.
     *
     * @param label the column
     * @param task null where the label's values tell it
     * @param positive the class that precision, recall and thresholds are about; null where the classes tell it
     */
    public record Target(
            String label, @Nullable Task task, @Nullable String positive, RareClasses rareClasses) {}

    /** What a column is learned from as. */
    public enum Use {
        NUMBER,
        /** Its values are names; how large a number is does not matter. */
        CATEGORY,
        /** A day, or a day and a time. */
        DATE,
        /** Its words count. */
        TEXT,
        /** Nothing: rows may have it, and the model does not use it. */
        DROP
    }

    /** What becomes of rows whose class hardly any other row has. */
    public enum RareClasses {
        /** They are left out of learning, with a warning. */
        DROP,
        KEEP
    }

    /** Which validated versions of the dataset a run reads; a snapshot always replaces the versions before it. */
    public sealed interface Versions {
        /** Every version. */
        record All() implements Versions {}

        /** The newest ones. */
        record Last(int count) implements Versions {}

        /** Those that were validated in the last days. */
        record Days(int days) implements Versions {}

        /** Those from this number on. */
        record From(long version) implements Versions {}
    }

    /**
     * @param column by time, the time column; by group, the column whose equal values stay together; else null
     * @param seed always set: generated and recorded where none was given
     */
    public record Split(
            By by,
            double train,
            double validation,
            double test,
            @Nullable String column,
            long seed) {
        /**
         * HASH: by the row's content, stable when rows are added. TIME: oldest rows train. RANDOM: by seed and position.
         * GROUP: rows that share a column's value stay together.
         */
        public enum By {
            HASH,
            TIME,
            RANDOM,
            GROUP
        }
    }
}
