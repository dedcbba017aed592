package dev.millrace.monitoring.model;

import dev.millrace.monitoring.drift.watch.DriftView;
import dev.millrace.monitoring.drift.watch.WatchedModels;
import dev.millrace.monitoring.feedback.ScoredModels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the models in service. */
public class FindModels {

    private final WatchedModels watched;
    private final ScoredModels scored;

    FindModels(WatchedModels watched, ScoredModels scored) {
        this.watched = watched;
        this.scored = scored;
    }

    /** @param next name after which the next page begins; null on the last */
    public record Found(List<WatchedModel> models, @Nullable String next) {}

    /**
     * By name.
     *
     * @param level null for all
     * @param after only names behind this one; empty for the first page
     */
    public Found list(String project, DriftView.@Nullable Status level, String after, int limit) {
        var found = watched.list(project, level, after, limit + 1);
        var listed = found.subList(0, Math.min(limit, found.size()));
        var scores = scored.find(
                project, listed.stream().map(WatchedModels.Watched::model).toList());
        return new Found(
                listed.stream()
                        .map(each -> new WatchedModel(each, scores.get(each.model())))
                        .toList(),
                found.size() > limit ? listed.getLast().model() : null);
    }
}
