package dev.millrace.training.run.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Lineage;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.training.pipeline.Reason;
import dev.millrace.training.pipeline.RunId;
import dev.millrace.training.run.CancelRun;
import dev.millrace.training.run.FindRuns;
import dev.millrace.training.run.RunFilter;
import dev.millrace.training.run.RunReport;
import dev.millrace.web.Names;
import dev.millrace.web.NotFound;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Problem;
import dev.millrace.web.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs over HTTP. */
@RestController
@RequestMapping("/v1/runs")
class RunController {

    private static final int MOST = 200;

    private final FindRuns findRuns;
    private final CancelRun cancelRun;

    RunController(FindRuns findRuns, CancelRun cancelRun) {
        this.findRuns = findRuns;
        this.cancelRun = cancelRun;
    }

    /** One run. */
    record RunView(
            String run,
            String pipeline,
            RunReport.Status status,
            @JsonUnwrapped RunReport.Request request,
            @JsonUnwrapped RunReport.Data data,
            @JsonUnwrapped RunReport.Progress progress,
            @JsonUnwrapped RunReport.Result result) {

        static RunView of(RunReport report) {
            return new RunView(
                    report.run(),
                    report.pipeline(),
                    report.status(),
                    report.request(),
                    report.data(),
                    report.progress(),
                    report.result());
        }
    }

    /**
     * Runs, newest first.
     *
     * @param next what to pass as {@code after} for the next page; null on the last
     */
    record RunPage(List<RunView> runs, @Nullable String next) {}

    @Operation(summary = "Runs, newest first; a page may be short, or empty, and yet have a next one")
    @GetMapping
    @Allowed(Role.VIEWER)
    RunPage runs(
            @RequestParam(required = false) RunReport.@Nullable Status status,
            @RequestParam(required = false) @Nullable Reason reason,
            @RequestParam(required = false) @Nullable String pipeline,
            @Parameter(description = "Only runs that were asked for at this time or later")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "Only runs that were asked for before this time")
                    @RequestParam(required = false)
                    @Nullable
                    Instant until,
            @Parameter(description = "Only runs that were asked for before this one")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        PageLimit.checked(limit, MOST);
        var filter = new RunFilter(
                status,
                reason,
                pipeline == null ? null : Names.checked(pipeline),
                Times.checked("from", from),
                Times.checked("until", until));
        var page = findRuns.runs(caller.project(), filter, after == null ? null : checked(after), limit);
        return new RunPage(page.runs().stream().map(RunView::of).toList(), page.next());
    }

    @Operation(summary = "One run: why it was started, how far it is and what it made")
    @GetMapping("/{run}")
    @Allowed(Role.VIEWER)
    RunView run(@PathVariable String run, Caller caller) {
        return findRuns.run(caller.project(), checked(run)).map(RunView::of).orElseThrow(() -> unknown(run));
    }

    @Operation(summary = "Cancels a run that is active or waits")
    @PostMapping("/{run}/cancel")
    @Allowed(Role.TRAINER)
    RunView cancel(
            @PathVariable String run,
            @Parameter(description = "The same request with the same key is done once and answered alike")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String key,
            Caller caller) {
        var before = run(run, caller);
        var lineage = new Lineage(UUID.randomUUID().toString(), null, 0);
        var command = new Command(caller.subject(), key, "cancel " + run, lineage);
        if (!cancelRun.cancel(caller.project(), checked(run), command)) {
            throw new Problem(HttpStatus.CONFLICT, "RUN_OVER", "The run is " + before.status());
        }
        return run(run, caller);
    }

    private static RunId checked(String run) {
        return RunId.parse(run).orElseThrow(() -> unknown(run));
    }

    private static Problem unknown(String run) {
        return NotFound.of(
                "NOT_FOUND",
                "There is no run " + NotFound.shortened(run),
                "GET /v1/runs lists those that there are, the newest first");
    }
}
