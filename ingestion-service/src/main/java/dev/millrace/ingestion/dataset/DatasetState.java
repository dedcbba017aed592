package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The aggregate: how many versions a dataset has, the newest of them, and which types its columns got when they first had
 * values.
 *
 * @param lastVersion number of the newest version, 0 where there is none
 * @param newest the newest versions, newest first
 * @param columns with established types
 */
public record DatasetState(long lastVersion, List<RecentVersion> newest, ColumnList columns, Instant changedAt) {

    /**
     * So many versions are kept here. All older ones can be found among the {@link Versions}: an outbox holds fewer changes
     * than this, so none of theirs is still on its way.
     */
    static final int NEWEST = 64;

    public DatasetState {
        newest = List.copyOf(newest);
    }

    /** A version by what tells whether the same content has come again. */
    public record RecentVersion(long number, String digest, Mode mode) {}

    static DatasetState empty(Instant now) {
        return new DatasetState(0, List.of(), new ColumnList(List.of(), null), now);
    }

    /** The version with this content, if it is among the newest. */
    Optional<RecentVersion> newest(String digest) {
        return newest.stream()
                .filter(version -> version.digest().equals(digest))
                .findFirst();
    }

    /**
     * Whether content that is a version already changes nothing when it comes again: as a snapshot, only where that version is
     * all that counts.
     */
    boolean repeats(RecentVersion known, Mode mode) {
        return switch (mode) {
            case APPEND -> true;
            case SNAPSHOT -> known.number() == lastVersion && (known.mode() == Mode.SNAPSHOT || lastVersion == 1);
        };
    }

    /** With one more version, after which these columns are established. */
    DatasetState plus(String digest, Mode mode, ColumnList established, Instant now) {
        var added = new RecentVersion(lastVersion + 1, digest, mode);
        return new DatasetState(
                lastVersion + 1,
                Stream.concat(Stream.of(added), newest.stream()).limit(NEWEST).toList(),
                established,
                now);
    }
}
