package dev.millrace.training.data;

import dev.millrace.datasets.ColumnList;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset version that may be trained on.
 *
 * @param arrivedBy who brought it; null where validation did not say
 */
public record DatasetVersion(
        String project,
        String dataset,
        long version,
        Content content,
        @Nullable String arrivedBy,
        Instant validatedAt) {

    /** How a version relates to those before it. */
    public enum Mode {
        /** Replaces them. */
        SNAPSHOT,
        /** Adds to them. */
        APPEND
    }

    /**
     * What it consists of.
     *
     * @param parts digests of its files, in order
     * @param columns with the types to read them as; empty where validation did not say
     */
    public record Content(Mode mode, long rows, List<String> parts, ColumnList columns) {
        public Content {
            parts = List.copyOf(parts);
        }
    }
}
