package dev.millrace.training.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset version that may be trained on.
 *
 * @param parts digests of its files, in order
 * @param arrivedBy who brought it; null where validation did not say so yet
 */
public record DatasetVersion(
        String project,
        String dataset,
        long version,
        Mode mode,
        long rows,
        List<String> parts,
        @Nullable String arrivedBy) {

    public DatasetVersion {
        parts = List.copyOf(parts);
    }

    /** How a version relates to those before it. */
    public enum Mode {
        /** Replaces them. */
        SNAPSHOT,
        /** Adds to them. */
        APPEND
    }

    String id() {
        return id(project, dataset, version);
    }

    static String id(String project, String dataset, long version) {
        return "%s/%s/%019d".formatted(project, dataset, version);
    }
}
