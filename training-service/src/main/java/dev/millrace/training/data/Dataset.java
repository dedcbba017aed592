package dev.millrace.training.data;

import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Lineage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What training knows of a dataset.
 *
 * @param range the versions that count: all, or those since the last snapshot
 * @param newest the version that came last; null where none did, or an earlier release took it in
 */
public record Dataset(
        String project,
        String name,
        DataRange range,
        @Nullable Newest newest) {

    public static final AggregateType<Dataset> TYPE = new AggregateType<>("datasets", Dataset.class);

    /**
     * A version that came last.
     *
     * @param effect the lineage of what it causes
     */
    public record Newest(Instant validatedAt, Lineage effect) {}

    public static String id(String project, String name) {
        return project + "/" + name;
    }

    static Dataset empty(String project, String name) {
        return new Dataset(project, name, DataRange.NONE, null);
    }

    /** Whether a snapshot replaced it before it came. */
    boolean isReplaced(long version) {
        return version < range.lowest();
    }

    /** @param effect the lineage of what the version causes */
    Dataset with(DatasetVersion version, Lineage effect) {
        var rows = version.content().rows();
        return new Dataset(
                project,
                name,
                switch (version.content().mode()) {
                    case APPEND -> range.appended(version.version(), rows);
                    case SNAPSHOT -> range.replaced(version.version(), rows);
                },
                new Newest(version.validatedAt(), effect));
    }
}
