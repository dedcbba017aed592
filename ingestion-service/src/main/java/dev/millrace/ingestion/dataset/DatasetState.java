package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnList;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Habits;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The aggregate: how many versions a dataset has, the newest of them, which types its columns got when they first had values,
 * and what people have said about its files.
 *
 * @param lastVersion number of the newest version, 0 where there is none
 * @param newest the newest versions, newest first
 * @param columns with the types that they have
 * @param inForce settings; null where nobody has said anything
 * @param shown habits of the files so far; null for a dataset from before they were kept
 * @param unsettled whether the settings have changed since the newest version, so that the next file settles types and habits
 *     anew; null means no
 */
public record DatasetState(
        long lastVersion,
        List<RecentVersion> newest,
        ColumnList columns,
        Instant changedAt,
        @Nullable SettingsInForce inForce,
        @Nullable Habits shown,
        @Nullable Boolean unsettled) {

    /**
     * So many versions are kept here. All older ones can be found among the {@link Versions}: an outbox holds fewer changes
     * than this, so none of theirs is still on its way.
     */
    static final int NEWEST = 64;

    public DatasetState {
        newest = List.copyOf(newest);
    }

    /**
     * A version by what tells whether the same content has come again.
     *
     * @param settings that it was read with, as {@link SettingsInForce#key(FileSettings)} names them; null from before there were any
     */
    public record RecentVersion(
            long number, String digest, Mode mode, @Nullable String settings) {

        boolean is(ContentKey content) {
            return digest.equals(content.digest())
                    && Objects.requireNonNullElse(settings, "").equals(content.settings());
        }
    }

    /** What makes a version the same as another: its bytes, and the settings that they are read with. */
    public record ContentKey(String digest, String settings) {}

    static DatasetState empty(Instant now) {
        return new DatasetState(0, List.of(), new ColumnList(List.of(), null), now, null, null, null);
    }

    SettingsInForce settings() {
        return Objects.requireNonNullElse(inForce, SettingsInForce.NONE);
    }

    Habits habits() {
        return isSettled() ? Objects.requireNonNullElse(shown, Habits.NONE) : Habits.NONE;
    }

    /** Whether the next file keeps to the types and habits of the files so far. */
    boolean isSettled() {
        return !Boolean.TRUE.equals(unsettled);
    }

    /** The version with this content, if it is among the newest. */
    Optional<RecentVersion> newest(ContentKey content) {
        return newest.stream().filter(version -> version.is(content)).findFirst();
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

    /** With one more version, after which these columns and habits are established. */
    DatasetState plus(ContentKey content, Mode mode, ColumnList established, Habits habits, Instant now) {
        var added = new RecentVersion(lastVersion + 1, content.digest(), mode, content.settings());
        return new DatasetState(
                lastVersion + 1,
                Stream.concat(Stream.of(added), newest.stream()).limit(NEWEST).toList(),
                established,
                now,
                inForce,
                habits,
                null);
    }

    /** With other settings. What earlier files have established was read without them, so the next file settles it anew. */
    DatasetState with(FileSettings settings, String by, Instant now) {
        return new DatasetState(
                lastVersion, newest, columns, now, settings().changed(settings, by, now), shown, lastVersion > 0);
    }
}
