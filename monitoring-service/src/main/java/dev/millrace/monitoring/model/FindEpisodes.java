package dev.millrace.monitoring.model;

import dev.millrace.drift.rule.ColumnVerdict;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.drift.watch.JudgedSlice;
import dev.millrace.monitoring.drift.watch.JudgedWindow;
import dev.millrace.monitoring.drift.watch.JudgedWindows;
import dev.millrace.monitoring.drift.watch.WatchedModels;
import dev.millrace.monitoring.episode.Episodes;
import dev.millrace.monitoring.episode.ModelEpisode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists the times in which something was wrong with a model. */
public class FindEpisodes {

    private final Episodes episodes;
    private final JudgedWindows windows;
    private final WatchedModels watched;

    FindEpisodes(Episodes episodes, JudgedWindows windows, WatchedModels watched) {
        this.episodes = episodes;
        this.windows = windows;
        this.watched = watched;
    }

    /** @param next position after which the next page begins; null on the last */
    public record Found(
            List<EpisodeView> episodes, @Nullable String next) {}

    /**
     * Newest first.
     *
     * @param after only those that began before the one with this position; null for the first page
     */
    public Found find(String project, String model, @Nullable String after, int limit) {
        var found = episodes.find(project, model, after, limit + 1);
        var listed = found.subList(0, Math.min(limit, found.size()));
        var told = windows(ModelRole.champion(project, model).id(), listed);
        return new Found(
                listed.stream()
                        .map(each -> EpisodeView.of(
                                each,
                                isReplaced(project, each),
                                columns(told.get(key(each))),
                                slices(told.get(key(each))),
                                isPooled(told.get(key(each)))))
                        .toList(),
                found.size() > limit ? listed.getLast().position() : null);
    }

    private Map<JudgedWindows.Key, JudgedWindow> windows(String watch, List<ModelEpisode> listed) {
        var keys = listed.stream()
                .filter(each -> each.kind() == ModelEpisode.Kind.DRIFT)
                .map(FindEpisodes::key)
                .toList();
        return windows.find(watch, keys).stream()
                .collect(Collectors.toMap(
                        window -> new JudgedWindows.Key(window.generation(), window.number()), Function.identity()));
    }

    private static JudgedWindows.Key key(ModelEpisode listed) {
        return new JudgedWindows.Key(listed.generation(), listed.episode().window());
    }

    private boolean isReplaced(String project, ModelEpisode listed) {
        return listed.episode().lasts()
                && watched.generation(project, listed.model(), listed.generation() + 1)
                        .isPresent();
    }

    private static boolean isPooled(@Nullable JudgedWindow window) {
        return window != null && window.driftingAsOne() != null;
    }

    private static List<String> slices(@Nullable JudgedWindow window) {
        var slices = window == null ? null : window.findings().slices();
        return slices == null
                ? List.of()
                : slices.stream()
                        .filter(slice -> slice.level() == DriftLevel.DRIFT)
                        .map(JudgedSlice::slice)
                        .toList();
    }

    private static List<EpisodeView.DriftedColumn> columns(@Nullable JudgedWindow window) {
        return window == null
                ? List.of()
                : window.decisive().strongestFirst().stream()
                        .filter(ColumnVerdict::drifted)
                        .map(column -> new EpisodeView.DriftedColumn(
                                column.column(),
                                column.shift().effectName(),
                                column.shift().effect(),
                                column.critical()))
                        .toList();
    }
}
