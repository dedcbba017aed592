package dev.millrace.registry.model.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.registry.history.Deployment;
import dev.millrace.registry.history.Generation;
import dev.millrace.registry.history.Generations;
import dev.millrace.registry.history.Version;
import dev.millrace.registry.history.Versions;
import dev.millrace.registry.model.ModelState;
import dev.millrace.registry.model.Models;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.NotFound;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows models, their versions, and where each version comes from. */
@RestController
@RequestMapping("/v1/models")
class ModelController {

    private static final String MODEL_NOT_FOUND = "MODEL_NOT_FOUND";
    private static final int MOST = 200;
    private static final int NEWEST = 10;
    private static final int WAITING = 100;
    private static final int INSTANCES = 100;
    private static final String NO_BOUND = "9223372036854775807";

    private final Models models;
    private final Versions versions;
    private final Generations generations;

    ModelController(Models models, Versions versions, Generations generations) {
        this.models = models;
        this.versions = versions;
        this.generations = generations;
    }

    record ModelList(List<ModelView> models) {}

    /** @param moreGenerations whether there are older ones, which the model's generations list in pages */
    record ModelDetail(
            ModelView model,
            List<ModelVersionView> newest,
            List<GenerationView> generations,
            boolean moreGenerations) {}

    /** @param review who may decide about it */
    record VersionDetail(@JsonUnwrapped ModelVersionView version, ReviewView review) {}

    record VersionList(List<ModelVersionView> versions) {}

    record GenerationList(List<GenerationView> generations) {}

    record DeploymentList(List<Deployment> deployments) {}

    @Operation(summary = "Models, each with its champion and the versions that wait for a person")
    @GetMapping
    @Allowed(Role.VIEWER)
    ModelList list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        return new ModelList(models.list(caller.project(), after, PageLimit.checked(limit, MOST)).stream()
                .map(named -> view(named.model(), named.state(), caller))
                .toList());
    }

    @Operation(summary = "One model: its newest versions and what it served last")
    @GetMapping("/{model}")
    @Allowed(Role.VIEWER)
    ModelDetail get(@PathVariable String model, Caller caller) {
        var state = state(model, caller);
        var id = id(model, caller);
        var newest = Page.of(NEWEST, limit -> generations.list(id, Long.MAX_VALUE, limit))
                .map(generation -> view(id, generation));
        return new ModelDetail(
                view(model, state, caller),
                views(model, versions.list(id, Integer.MAX_VALUE, NEWEST), state),
                newest.items(),
                newest.more());
    }

    @Operation(summary = "Versions of a model, newest first")
    @GetMapping("/{model}/versions")
    @Allowed(Role.VIEWER)
    VersionList versions(
            @PathVariable String model,
            @RequestParam(defaultValue = "2147483647") int below,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        var state = state(model, caller);
        return new VersionList(
                views(model, versions.list(id(model, caller), below, PageLimit.checked(limit, MOST)), state));
    }

    @Operation(summary = "Generations of a model, newest first: everything that was ever to be served")
    @GetMapping("/{model}/generations")
    @Allowed(Role.VIEWER)
    GenerationList generations(
            @PathVariable String model,
            @RequestParam(defaultValue = NO_BOUND) long below,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        state(model, caller);
        var id = id(model, caller);
        return new GenerationList(generations.list(id, below, PageLimit.checked(limit, MOST)).stream()
                .map(generation -> view(id, generation))
                .toList());
    }

    @Operation(summary = "What serving instances said about a generation, by the names of the instances")
    @GetMapping("/{model}/generations/{generation}/deployments")
    @Allowed(Role.VIEWER)
    DeploymentList deployments(
            @PathVariable String model,
            @PathVariable long generation,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        state(model, caller);
        return new DeploymentList(
                generations.deployments(id(model, caller), generation, after, PageLimit.checked(limit, MOST)));
    }

    @Operation(summary = "One version: its metrics, what the gates found, who decided or who may")
    @GetMapping("/{model}/versions/{version}")
    @Allowed(Role.VIEWER)
    VersionDetail version(@PathVariable String model, @PathVariable int version, Caller caller) {
        var state = state(model, caller);
        var found = found(model, version, caller);
        return new VersionDetail(ModelVersionView.of(model, found, state.champion()), ReviewView.of(found, caller));
    }

    @Operation(summary = "Where a version comes from: data, specification, training, approvals and deployments")
    @GetMapping("/{model}/versions/{version}/lineage")
    @Allowed(Role.VIEWER)
    LineageView lineage(
            @PathVariable String model,
            @PathVariable int version,
            @RequestParam(defaultValue = NO_BOUND) long servedBelow,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        var state = state(model, caller);
        var id = id(model, caller);
        var found = found(model, version, caller);
        var facts = versions.facts(id, found.training().runId()).orElseThrow(() -> missing(model, version));
        var served = Page.of(
                        PageLimit.checked(limit, MOST), most -> generations.ofVersion(id, version, servedBelow, most))
                .map(generation -> ServedView.of(generation, deployments(id, generation)));
        return LineageView.of(ModelVersionView.of(model, found, state.champion()), facts, served);
    }

    private ModelState state(String model, Caller caller) {
        return models.find(caller.project(), Names.checked(model))
                .orElseThrow(() -> NotFound.named(
                        MODEL_NOT_FOUND,
                        "model",
                        model,
                        models.list(caller.project(), "", NotFound.NAMES).stream()
                                .map(Models.Named::model)
                                .toList(),
                        "GET /v1/models and ./millrace status list those that have a version"));
    }

    private Version found(String model, int version, Caller caller) {
        return versions.find(id(model, caller), version).orElseThrow(() -> missing(model, version));
    }

    private ModelView view(String model, ModelState state, Caller caller) {
        var waiting = state.waiting() == 0 ? List.<Integer>of() : versions.waiting(id(model, caller), WAITING);
        return ModelView.of(model, state, waiting.reversed());
    }

    private GenerationView view(String id, Generation generation) {
        return GenerationView.of(generation, deployments(id, generation));
    }

    private Page<Deployment> deployments(String id, Generation generation) {
        return Page.of(INSTANCES, limit -> generations.deployments(id, generation.number(), "", limit));
    }

    private static List<ModelVersionView> views(String model, List<Version> versions, ModelState state) {
        return versions.stream()
                .map(version -> ModelVersionView.of(model, version, state.champion()))
                .toList();
    }

    private static String id(String model, Caller caller) {
        return caller.project() + "/" + model;
    }

    private static Problem missing(String model, int version) {
        return NotFound.of(
                MODEL_NOT_FOUND,
                "Model %s has no version %d".formatted(model, version),
                "GET /v1/models/%s/versions lists those that it has".formatted(model));
    }
}
