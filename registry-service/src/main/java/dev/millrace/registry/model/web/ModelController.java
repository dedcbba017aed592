package dev.millrace.registry.model.web;

import dev.millrace.registry.model.Generation;
import dev.millrace.registry.model.ModelState;
import dev.millrace.registry.model.Models;
import dev.millrace.registry.model.Version;
import dev.millrace.registry.model.VersionFacts;
import dev.millrace.registry.model.web.ModelViews.LineageView;
import dev.millrace.registry.model.web.ModelViews.ModelDetail;
import dev.millrace.registry.model.web.ModelViews.ModelList;
import dev.millrace.registry.model.web.ModelViews.VersionList;
import dev.millrace.registry.model.web.ModelViews.VersionView;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows models, their versions, and where each version comes from. */
@RestController
@RequestMapping("/v1/models")
class ModelController {

    private static final int MOST = 200;
    private static final int NEWEST = 10;

    private final Models models;

    ModelController(Models models) {
        this.models = models;
    }

    @Operation(summary = "Models, each with its champion and the versions that wait for a person")
    @GetMapping
    @Allowed(Role.VIEWER)
    ModelList list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        return new ModelList(models.list(caller.project(), after, checked(limit)).stream()
                .map(ModelViews::model)
                .toList());
    }

    @Operation(summary = "One model: its newest versions and everything it served")
    @GetMapping("/{model}")
    @Allowed(Role.VIEWER)
    ModelDetail get(@PathVariable String model, Caller caller) {
        ModelState state = state(model, caller);
        return new ModelDetail(
                ModelViews.model(new Models.Named(model, state)),
                views(model, models.versions(caller.project(), model, Integer.MAX_VALUE, NEWEST), state),
                state.generations().reversed());
    }

    @Operation(summary = "Versions of a model, newest first")
    @GetMapping("/{model}/versions")
    @Allowed(Role.VIEWER)
    VersionList versions(
            @PathVariable String model,
            @RequestParam(defaultValue = "2147483647") int below,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        ModelState state = state(model, caller);
        return new VersionList(views(model, models.versions(caller.project(), model, below, checked(limit)), state));
    }

    @Operation(summary = "One version: its metrics, what the gates found and who decided")
    @GetMapping("/{model}/versions/{version}")
    @Allowed(Role.VIEWER)
    VersionView version(@PathVariable String model, @PathVariable int version, Caller caller) {
        Generation champion = state(model, caller).champion();
        return models.version(caller.project(), model, version)
                .map(found -> ModelViews.version(model, found, champion))
                .orElseThrow(ModelController::missing);
    }

    @Operation(summary = "Where a version comes from: data, specification, training, approvals and deployments")
    @GetMapping("/{model}/versions/{version}/lineage")
    @Allowed(Role.VIEWER)
    LineageView lineage(@PathVariable String model, @PathVariable int version, Caller caller) {
        Generation champion = state(model, caller).champion();
        Version found = models.version(caller.project(), model, version).orElseThrow(ModelController::missing);
        VersionFacts facts =
                models.facts(caller.project(), model, found.runId()).orElseThrow(ModelController::missing);
        return ModelViews.lineage(
                ModelViews.version(model, found, champion),
                facts,
                models.generations(caller.project(), model, version));
    }

    private ModelState state(String model, Caller caller) {
        return models.find(caller.project(), Names.checked(model)).orElseThrow(ModelController::missing);
    }

    private static List<VersionView> views(String model, List<Version> versions, ModelState state) {
        return versions.stream()
                .map(version -> ModelViews.version(model, version, state.champion()))
                .toList();
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new Problem(HttpStatus.BAD_REQUEST, "LIMIT", "The limit is 1 to " + MOST).with("limit", MOST);
        }
        return limit;
    }

    private static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, "MODEL_NOT_FOUND", "There is no such model or version");
    }
}
