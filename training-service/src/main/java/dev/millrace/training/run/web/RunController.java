package dev.millrace.training.run.web;

import dev.millrace.messaging.Command;
import dev.millrace.messaging.Lineage;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.training.run.CancelRun;
import dev.millrace.training.run.FindRuns;
import dev.millrace.training.run.FindTriggerState;
import dev.millrace.training.run.RunId;
import dev.millrace.training.run.RunReport;
import dev.millrace.training.run.StartRun;
import dev.millrace.training.run.TriggerState;
import dev.millrace.web.Names;
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

/** Runs over HTTP. */
@RestController
@RequestMapping("/v1")
class RunController {

    private static final String SAME_KEY = "The same request with the same key is done once and answered alike";

    private final FindRuns findRuns;
    private final FindTriggerState findTriggerState;
    private final StartRun startRun;
    private final CancelRun cancelRun;

    RunController(FindRuns findRuns, FindTriggerState findTriggerState, StartRun startRun, CancelRun cancelRun) {
        this.findRuns = findRuns;
        this.findTriggerState = findTriggerState;
        this.startRun = startRun;
        this.cancelRun = cancelRun;
    }

    /** Runs, newest first. */
    record Runs(List<RunReport> runs) {}

    /**
     * What became of the wish for a run.
     *
     * @param decision STARTED, or MERGED where another run is active
     */
    record Wanted(String pipeline, String run, String decision) {}

    @Operation(summary = "Runs of all pipelines or of one, newest first")
    @GetMapping("/runs")
    @Allowed(Role.VIEWER)
    Runs runs(@RequestParam(required = false) @Nullable String pipeline, Caller caller) {
        return new Runs(
                pipeline == null
                        ? findRuns.runs(caller.project())
                        : findRuns.runs(caller.project(), Names.checked(pipeline)));
    }

    @Operation(summary = "One run: why it was started, how far it is and what it made")
    @GetMapping("/runs/{run}")
    @Allowed(Role.VIEWER)
    RunReport run(@PathVariable String run, Caller caller) {
        return RunId.parse(run)
                .flatMap(runId -> findRuns.run(caller.project(), runId))
                .orElseThrow(() -> unknown("There is no such run"));
    }

    @Operation(summary = "What decides about the next run of a pipeline: new rows, cool-down, budget, breaker")
    @GetMapping("/pipelines/{pipeline}")
    @Allowed(Role.VIEWER)
    TriggerState pipeline(@PathVariable String pipeline, Caller caller) {
        return findTriggerState
                .find(caller.project(), Names.checked(pipeline))
                .orElseThrow(() -> unknown("There is no such pipeline"));
    }

    @Operation(summary = "Starts a run now, or queues it behind the active one")
    @PostMapping("/pipelines/{pipeline}/runs")
    @Allowed(Role.TRAINER)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Wanted> start(
            @PathVariable String pipeline,
            @Parameter(description = SAME_KEY) @RequestHeader(name = "Idempotency-Key", required = false) @Nullable
                    String key,
            Caller caller) {
        Command command = command(caller, key, "start " + pipeline);
        return switch (startRun.start(caller.project(), Names.checked(pipeline), command)) {
            case StartRun.Answer.Wanted(String run, boolean waits, boolean replayed) -> {
                ResponseEntity.BodyBuilder answer = ResponseEntity.accepted();
                yield (replayed ? answer.header("Idempotent-Replayed", "true") : answer)
                        .body(new Wanted(pipeline, run, waits ? "MERGED" : "STARTED"));
            }
            case StartRun.Answer.Refused(String code, String detail) -> throw refused(code, detail);
        };
    }

    private static Problem refused(String code, String detail) {
        HttpStatus status = switch (code) {
            case "NOT_FOUND" -> HttpStatus.NOT_FOUND;
            case "DATASET_NOT_VALID", "IDEMPOTENCY_KEY_REUSED" -> HttpStatus.UNPROCESSABLE_CONTENT;
            default -> HttpStatus.CONFLICT;
        };
        return new Problem(status, code, detail);
    }

    @Operation(summary = "Cancels a run that is active or waits")
    @PostMapping("/runs/{run}/cancel")
    @Allowed(Role.TRAINER)
    RunReport cancel(
            @PathVariable String run,
            @Parameter(description = SAME_KEY) @RequestHeader(name = "Idempotency-Key", required = false) @Nullable
                    String key,
            Caller caller) {
        RunId runId = RunId.parse(run).orElseThrow(() -> unknown("There is no such run"));
        RunReport before = run(run, caller);
        if (!cancelRun.cancel(caller.project(), runId, command(caller, key, "cancel " + run))) {
            throw new Problem(HttpStatus.CONFLICT, "RUN_OVER", "The run is " + before.status());
        }
        return run(run, caller);
    }

    private static Command command(Caller caller, @Nullable String key, String request) {
        return new Command(
                caller.subject(), key, request, new Lineage(UUID.randomUUID().toString(), null, 0));
    }

    private static Problem unknown(String detail) {
        return new Problem(HttpStatus.NOT_FOUND, "NOT_FOUND", detail);
    }
}
