package dev.millrace.monitoring.model;

import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.episode.ModelEpisode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in which something was wrong with a model, as it is answered.
 *
 * @param role that the version has
 * @param window number of the window with which it was told first
 * @param cascadeId of the events that told it, and of what came of it
 * @param since beginning of the first window that showed it
 * @param toldAt end of the window with which it was told last
 * @param over end of the window that closed it; null where none did
 * @param columns that had drifted when it was told first, those that moved most first; empty where it is not about drift, or where its
 *     window is no longer kept
 * @param slices that were judged to drift with that window, {@code column=value}
 * @param pooled whether it was windows judged as one that drifted then, and not as many in a row by themselves
 */
public record EpisodeView(
        ModelEpisode.Kind kind,
        State state,
        int version,
        ServingRole role,
        long generation,
        long window,
        String cascadeId,
        Instant since,
        Instant toldAt,
        @Nullable Instant over,
        List<DriftedColumn> columns,
        List<String> slices,
        boolean pooled) {

    public EpisodeView {
        columns = List.copyOf(columns);
        slices = List.copyOf(slices);
    }

    /** How it stands. */
    public enum State {
        LASTS,
        OVER,
        /** Another version came into service while it lasted, and is watched anew. */
        REPLACED
    }

    /** A column that moved, and how much. */
    public record DriftedColumn(String column, String effectName, double effect, boolean critical) {}

    static EpisodeView of(
            ModelEpisode listed, boolean replaced, List<DriftedColumn> columns, List<String> slices, boolean pooled) {
        var episode = listed.episode();
        return new EpisodeView(
                listed.kind(),
                !episode.lasts() ? State.OVER : replaced ? State.REPLACED : State.LASTS,
                listed.version(),
                listed.role(),
                listed.generation(),
                episode.window(),
                listed.cascadeId(),
                episode.since(),
                episode.toldAt(),
                episode.over(),
                columns,
                slices,
                pooled);
    }
}
