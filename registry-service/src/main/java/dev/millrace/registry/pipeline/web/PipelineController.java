package dev.millrace.registry.pipeline.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.millrace.pipelines.web.SpecRequests;
import dev.millrace.registry.pipeline.Application;
import dev.millrace.registry.pipeline.ApplyPipeline;
import dev.millrace.registry.pipeline.ApplyPipeline.Author;
import dev.millrace.registry.pipeline.ConfirmVersion;
import dev.millrace.registry.pipeline.Confirmation;
import dev.millrace.registry.pipeline.PipelineState;
import dev.millrace.registry.pipeline.Pipelines;
import dev.millrace.registry.pipeline.Specification;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.NotFound;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Applies and shows specifications. */
@RestController
@RequestMapping("/v1/pipelines")
class PipelineController {

    private static final int MOST = 200;
    private static final int NEWEST = 50;

    private final ApplyPipeline applyPipeline;
    private final ConfirmVersion confirmVersion;
    private final Pipelines pipelines;

    PipelineController(ApplyPipeline applyPipeline, ConfirmVersion confirmVersion, Pipelines pipelines) {
        this.applyPipeline = applyPipeline;
        this.confirmVersion = confirmVersion;
        this.pipelines = pipelines;
    }

    /**
     * What is in force after the request.
     *
     * @param policyVersion the version whose gates and approval policy hold
     * @param unconfirmed in what the version in force is weaker; somebody who may approve has to confirm it
     */
    record AppliedView(String pipeline, int version, String digest, int policyVersion, List<String> unconfirmed) {}

    record PipelineView(
            String pipeline, int version, String digest, String dataset, String definedBy, Instant definedAt) {}

    record PipelineList(List<PipelineView> pipelines) {}

    record VersionView(
            String pipeline,
            int version,
            String digest,
            String definedBy,
            Instant definedAt,
            boolean current,
            @JsonRawValue String spec) {}

    /**
     * The gates and the approval policy that hold.
     *
     * @param unconfirmed in what the version in force is weaker, if that is another one
     * @param confirmedBy who confirmed that this version may be weaker than the one before
     */
    record PolicyView(
            int version,
            List<String> unconfirmed,
            @Nullable String confirmedBy,
            @Nullable Instant confirmedAt) {}

    /** @param moreVersions whether there are older ones, which the pipeline's versions list in pages */
    record PipelineDetail(VersionView current, PolicyView policy, List<PipelineView> versions, boolean moreVersions) {}

    record PipelineVersionList(List<PipelineView> versions) {}

    @DescribedApplication
    @PutMapping(
            path = "/{pipeline}",
            consumes = {"application/yaml", "application/x-yaml", "text/yaml", "text/plain", "application/json"})
    @Allowed(Role.DATA_ENGINEER)
    ResponseEntity<AppliedView> apply(
            @PathVariable String pipeline, @RequestBody InputStreamResource body, Caller caller) throws IOException {
        Names.checked(pipeline);
        var author =
                new Author(caller.project(), caller.subject(), caller.roles().contains(Role.APPROVER));
        return switch (applyPipeline.apply(author, pipeline, SpecRequests.text(body))) {
            case Application.Defined(var name, var state) ->
                ResponseEntity.status(HttpStatus.CREATED).body(applied(name, state));
            case Application.Unchanged(var name, var state) -> ResponseEntity.ok(applied(name, state));
            case Application.Faulty(var problems) -> throw SpecRequests.faulty(problems);
            case Application.Misnamed(var name) ->
                throw new Problem(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "NAME_MISMATCH",
                                "The specification names another pipeline than the address")
                        .with("pointer", "/name")
                        .with("expected", pipeline)
                        .with("actual", name);
            case Application.FeedbackTaken(var dataset, var by) ->
                throw new Problem(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "FEEDBACK_DATASET_TAKEN",
                                "Labelled rows of the pipeline %s become versions of %s already: name a dataset that is this pipeline's alone, such as %s-feedback"
                                        .formatted(by, dataset, pipeline))
                        .with("pointer", "/data/feedback/dataset")
                        .with("actual", dataset);
        };
    }

    @Operation(summary = "Confirms that the version in force may have weaker gates or a weaker approval policy")
    @PostMapping("/{pipeline}/versions/{version}/confirm")
    @Allowed(Role.APPROVER)
    AppliedView confirm(@PathVariable String pipeline, @PathVariable int version, Caller caller) {
        Names.checked(pipeline);
        return switch (confirmVersion.confirm(caller.project(), pipeline, version, caller.subject())) {
            case Confirmation.Confirmed(var state) -> applied(pipeline, state);
            case Confirmation.Refused(var code, var detail) ->
                throw code.equals(Confirmation.PIPELINE_NOT_FOUND)
                        ? missing(pipeline, caller)
                        : new Problem(HttpStatus.CONFLICT, code, detail);
        };
    }

    @Operation(summary = "Pipelines with their current version")
    @GetMapping
    @Allowed(Role.VIEWER)
    PipelineList list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        return new PipelineList(pipelines.list(caller.project(), after, PageLimit.checked(limit, MOST)).stream()
                .map(named -> view(named.pipeline(), named.state().current()))
                .toList());
    }

    @Operation(summary = "One pipeline: its specification in force, the policy that holds, and its newest versions")
    @GetMapping("/{pipeline}")
    @Allowed(Role.VIEWER)
    PipelineDetail get(@PathVariable String pipeline, Caller caller) {
        var state = state(pipeline, caller);
        var policy = state.policy();
        var newest = pipelines.versions(caller.project(), pipeline, Integer.MAX_VALUE, NEWEST);
        return new PipelineDetail(
                detail(pipeline, state, state.current(), caller),
                new PolicyView(policy.version(), state.unconfirmed(), policy.confirmedBy(), policy.confirmedAt()),
                newest.stream().map(applied -> view(pipeline, applied)).toList(),
                state.current().version() > newest.size());
    }

    @Operation(summary = "Versions of a pipeline, newest first")
    @GetMapping("/{pipeline}/versions")
    @Allowed(Role.VIEWER)
    PipelineVersionList versions(
            @PathVariable String pipeline,
            @RequestParam(defaultValue = "2147483647") int below,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        state(pipeline, caller);
        return new PipelineVersionList(
                pipelines.versions(caller.project(), pipeline, below, PageLimit.checked(limit, MOST)).stream()
                        .map(applied -> view(pipeline, applied))
                        .toList());
    }

    @Operation(summary = "One version of a pipeline, with its specification")
    @GetMapping("/{pipeline}/versions/{version}")
    @Allowed(Role.VIEWER)
    VersionView version(@PathVariable String pipeline, @PathVariable int version, Caller caller) {
        var state = state(pipeline, caller);
        return pipelines
                .version(caller.project(), pipeline, version)
                .map(applied -> detail(pipeline, state, applied, caller))
                .orElseThrow(() -> missing(pipeline, version));
    }

    private static AppliedView applied(String pipeline, PipelineState state) {
        return new AppliedView(
                pipeline,
                state.current().version(),
                state.current().digest(),
                state.policy().version(),
                state.unconfirmed());
    }

    private PipelineState state(String pipeline, Caller caller) {
        return Optional.of(Names.checked(pipeline))
                .flatMap(name -> pipelines.find(caller.project(), name))
                .orElseThrow(() -> missing(pipeline, caller));
    }

    private VersionView detail(String pipeline, PipelineState state, PipelineState.Applied applied, Caller caller) {
        String spec = pipelines
                .specification(caller.project(), pipeline, applied.digest())
                .map(Specification::json)
                .orElseThrow(() -> missing(pipeline, applied.version()));
        return new VersionView(
                pipeline,
                applied.version(),
                applied.digest(),
                applied.definedBy(),
                applied.definedAt(),
                applied.version() == state.current().version(),
                spec);
    }

    private static PipelineView view(String pipeline, PipelineState.Applied applied) {
        return new PipelineView(
                pipeline,
                applied.version(),
                applied.digest(),
                applied.dataset(),
                applied.definedBy(),
                applied.definedAt());
    }

    private Problem missing(String pipeline, Caller caller) {
        return NotFound.named(
                Confirmation.PIPELINE_NOT_FOUND,
                "pipeline",
                pipeline,
                pipelines.list(caller.project(), "", NotFound.NAMES).stream()
                        .map(Pipelines.Named::pipeline)
                        .toList(),
                "./millrace apply FILE declares one, and GET /v1/pipelines lists those that there are");
    }

    private static Problem missing(String pipeline, int version) {
        return NotFound.of(
                Confirmation.PIPELINE_NOT_FOUND,
                "Pipeline %s has no version %d".formatted(pipeline, version),
                "GET /v1/pipelines/%s/versions lists those that it has".formatted(pipeline));
    }
}
