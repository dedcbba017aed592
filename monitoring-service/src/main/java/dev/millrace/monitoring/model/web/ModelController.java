package dev.millrace.monitoring.model.web;

import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.drift.watch.DriftView;
import dev.millrace.monitoring.model.EpisodeView;
import dev.millrace.monitoring.model.FindEpisodes;
import dev.millrace.monitoring.model.FindModels;
import dev.millrace.monitoring.model.WatchedModel;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.PageLimit;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Models over HTTP. */
@RestController
class ModelController {

    private static final int MAX_LIMIT = 200;
    private static final int MAX_EPISODES = 100;

    private final FindModels findModels;
    private final FindEpisodes findEpisodes;

    ModelController(FindModels findModels, FindEpisodes findEpisodes) {
        this.findEpisodes = findEpisodes;
        this.findModels = findModels;
    }

    /** @param next what to pass as {@code after} for the next page; null on the last */
    record ModelPage(List<WatchedModel> models, @Nullable String next) {}

    @Operation(summary = "Models in service by name, each with how it drifts and how right it is")
    @GetMapping("/v1/models")
    @Allowed(Role.VIEWER)
    ModelPage models(
            Caller caller,
            @RequestParam(required = false) DriftView.@Nullable Status level,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String after) {
        var found = findModels.list(
                caller.project(),
                level,
                after.isEmpty() ? "" : Names.checked(after),
                PageLimit.checked(limit, MAX_LIMIT));
        return new ModelPage(found.models(), found.next());
    }

    /** @param next what to pass as {@code after} for the next page; null on the last */
    record EpisodePage(List<EpisodeView> episodes, @Nullable String next) {}

    @Operation(summary = "The times in which a model drifted or got worse, those that are over included, newest first")
    @GetMapping("/v1/models/{model}/episodes")
    @Allowed(Role.VIEWER)
    EpisodePage episodes(
            Caller caller,
            @PathVariable String model,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String after) {
        var found = findEpisodes.find(
                caller.project(), Names.checked(model), Paging.position(after), PageLimit.checked(limit, MAX_EPISODES));
        return new EpisodePage(found.episodes(), found.next());
    }
}
