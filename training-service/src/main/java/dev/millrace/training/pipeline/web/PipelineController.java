package dev.millrace.training.pipeline.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Lineage;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.training.pipeline.FindTriggerState;
import dev.millrace.training.pipeline.Outlook;
import dev.millrace.training.pipeline.StartRun;
import dev.millrace.training.pipeline.TriggerState;
import dev.millrace.web.Names;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pipelines over HTTP. */
@RestController
@RequestMapping("/v1/pipelines")
class PipelineController {

    private static final int MOST = 200;

    private final FindTriggerState findTriggerState;
    private final StartRun startRun;

    PipelineController(FindTriggerState findTriggerState, StartRun startRun) {
        this.findTriggerState = findTriggerState;
        this.startRun = startRun;
    }

    /**
     * What decides about a pipeline's next run.
     *
     * @param putOff triggers that will be decided on again; null where there are none
     */
    record TriggerStateView(
            String pipeline,
            int pipelineVersion,
            @JsonUnwrapped TriggerState.Data data,
            @JsonUnwrapped TriggerState.Runs runs,
            @JsonUnwrapped TriggerState.Restraints restraints,
            TriggerState.@Nullable Waiting putOff,
            TriggerState.Bounds bounds,
            Outlook now) {

        static TriggerStateView of(TriggerState state) {
            return new TriggerStateView(
                    state.pipeline(),
                    state.pipelineVersion(),
                    state.data(),
                    state.runs(),
                    state.restraints(),
                    state.putOff(),
                    state.bounds(),
                    state.now());
        }
    }

    /** @param next what to pass as {@code after} for the next page; null on the last */
    record PipelinePage(
            List<TriggerStateView> pipelines, @Nullable String next) {}

    @Operation(
            summary = "Pipelines by name, each with what decides about its next run and what a trigger would get now")
    @GetMapping
    @Allowed(Role.VIEWER)
    PipelinePage pipelines(
            @Parameter(description = "Only pipelines that read this dataset; left out or empty, all of them")
                    @RequestParam(defaultValue = "")
                    String dataset,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        PageLimit.checked(limit, MOST);
        var behind = after.isEmpty() ? "" : Names.checked(after);
        var page = dataset.isEmpty()
                ? findTriggerState.list(caller.project(), behind, limit)
                : findTriggerState.readersOf(caller.project(), Names.checked(dataset), behind, limit);
        return new PipelinePage(
                page.pipelines().stream().map(TriggerStateView::of).toList(), page.next());
    }

    /**
     * The run that was asked for.
     *
     * @param decision STARTED, or MERGED where it has to wait for its turn
     * @param cascadeId what the request leads to; null where an earlier release answered it
     */
    record RequestedRun(
            String pipeline,
            String run,
            String decision,
            @Nullable String cascadeId) {}

    @Operation(
            summary =
                    "What decides about the next run of a pipeline: new rows, cool-down, budget, breaker, and what a trigger would get now")
    @GetMapping("/{pipeline}")
    @Allowed(Role.VIEWER)
    TriggerStateView pipeline(@PathVariable String pipeline, Caller caller) {
        return findTriggerState
                .find(caller.project(), Names.checked(pipeline))
                .map(TriggerStateView::of)
                .orElseThrow(() -> UnknownPipeline.of(findTriggerState, caller.project(), pipeline));
    }

    @Operation(summary = "Starts a run now, or queues it behind the active one")
    @PostMapping("/{pipeline}/runs")
    @Allowed(Role.TRAINER)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<RequestedRun> start(
            @PathVariable String pipeline,
            @Parameter(description = "The same request with the same key is done once and answered alike")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String key,
            Caller caller) {
        var lineage = new Lineage(UUID.randomUUID().toString(), null, 0);
        var command = new Command(caller.subject(), key, "start " + pipeline, lineage);
        return switch (startRun.start(caller.project(), Names.checked(pipeline), command)) {
            case StartRun.Result.Accepted(String run, String cascadeId, boolean waits, boolean replayed) -> {
                var answer = ResponseEntity.accepted();
                yield (replayed ? answer.header("Idempotent-Replayed", "true") : answer)
                        .body(new RequestedRun(pipeline, run, waits ? "MERGED" : "STARTED", cascadeId));
            }
            case StartRun.Result.Refused(String code, String detail) ->
                throw code.equals("NOT_FOUND")
                        ? UnknownPipeline.of(findTriggerState, caller.project(), pipeline)
                        : refused(code, detail);
        };
    }

    private static Problem refused(String code, String detail) {
        var status = switch (code) {
            case "DATASET_NOT_VALID", "IDEMPOTENCY_KEY_REUSED" -> HttpStatus.UNPROCESSABLE_CONTENT;
            default -> HttpStatus.CONFLICT;
        };
        return new Problem(status, code, detail);
    }
}
