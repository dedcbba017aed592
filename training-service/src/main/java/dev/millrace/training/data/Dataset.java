package dev.millrace.training.data;

import dev.millrace.messaging.AggregateType;

/**
 * What training knows of a dataset.
 *
 * @param range the versions that count: all, or those since the last snapshot
 */
public record Dataset(String project, String name, DataRange range) {

    public static final AggregateType<Dataset> TYPE = new AggregateType<>("datasets", Dataset.class);

    public static String id(String project, String name) {
        return project + "/" + name;
    }

    static Dataset empty(String project, String name) {
        return new Dataset(project, name, DataRange.NONE);
    }

    /** Whether a snapshot replaced it before it came. */
    boolean isReplaced(long version) {
        return version < range.lowest();
    }

    Dataset with(DatasetVersion version) {
        var rows = version.content().rows();
        return new Dataset(
                project,
                name,
                switch (version.content().mode()) {
                    case APPEND -> range.appended(version.version(), rows);
                    case SNAPSHOT -> range.replaced(version.version(), rows);
                });
    }
}
