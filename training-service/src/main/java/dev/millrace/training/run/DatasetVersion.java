package dev.millrace.training.run;

import java.util.List;

/**
 * A dataset version that may be trained on.
 *
 * @param parts digests of its files, in order
 */
public record DatasetVersion(String project, String dataset, long version, Mode mode, long rows, List<String> parts) {

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
