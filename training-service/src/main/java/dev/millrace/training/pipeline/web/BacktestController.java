package dev.millrace.training.pipeline.web;

import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.pipelines.SpecException;
import dev.millrace.pipelines.web.SpecRequests;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.training.pipeline.Backtest;
import dev.millrace.training.pipeline.BacktestReport;
import dev.millrace.training.pipeline.FindTriggerState;
import dev.millrace.web.Names;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Other policies, tried on the past over HTTP. */
@RestController
class BacktestController {

    /** Longer lists say how many more there are. */
    private static final int LISTED = 500;

    private static final long ANY_SEED = 0;
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final Backtest backtest;
    private final FindTriggerState findTriggerState;
    private final Clock clock;

    BacktestController(Backtest backtest, FindTriggerState findTriggerState, Clock clock) {
        this.backtest = backtest;
        this.findTriggerState = findTriggerState;
        this.clock = clock;
    }

    /**
     * What to try.
     *
     * @param specification the whole specification, YAML or JSON, of which retrain, approval and data.versions matter
     * @param since how far to go back from now
     */
    record Trial(
            @Nullable String specification,

            @Schema(type = "string", example = "P30D", description = "A length of time, as P30D or PT12H") @Nullable
            Duration since) {}

    /**
     * What another policy would have decided.
     *
     * @param moreDifferences how many differences are not listed
     */
    record BacktestView(
            String pipeline,
            Instant since,
            Instant until,
            BacktestReport.Runs runs,
            int sameAsRecorded,
            int decisions,
            List<BacktestReport.Difference> differences,
            int moreDifferences) {

        static BacktestView of(BacktestReport report) {
            var differences = report.differences();
            return new BacktestView(
                    report.pipeline(),
                    report.since(),
                    report.until(),
                    report.runs(),
                    report.sameAsRecorded(),
                    report.decisions(),
                    differences.stream().limit(LISTED).toList(),
                    Math.max(0, differences.size() - LISTED));
        }
    }

    @Operation(
            summary = "What another policy would have decided about the pipeline's past; nothing is changed or trained")
    @PostMapping("/v1/pipelines/{pipeline}/backtest")
    @Allowed(Role.VIEWER)
    BacktestView backtest(@PathVariable String pipeline, @RequestBody Trial trial, Caller caller) {
        var specification = parsed(trial.specification());
        var since = clock.instant().minus(checked(trial.since()));
        return switch (backtest.run(caller.project(), Names.checked(pipeline), specification, since)) {
            case Backtest.Result.Done(var report) -> BacktestView.of(report);
            case Backtest.Result.Refused(var code, var detail) ->
                throw code.equals("NOT_FOUND")
                        ? UnknownPipeline.of(findTriggerState, caller.project(), pipeline)
                        : new Problem(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
        };
    }

    private static Duration checked(@Nullable Duration since) {
        if (since == null || !since.isPositive() || since.compareTo(LONGEST) > 0) {
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "SINCE_INVALID",
                            "since is a length of time of up to ten years, such as P30D")
                    .with("pointer", "/since");
        }
        return since;
    }

    private static PipelineSpec parsed(@Nullable String specification) {
        if (specification == null) {
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "SPECIFICATION_MISSING",
                            "specification is the text of the specification to try")
                    .with("pointer", "/specification");
        }
        try {
            return PipelineSpecs.parse(specification, () -> ANY_SEED);
        } catch (SpecException faulty) {
            throw SpecRequests.faulty(faulty.problems());
        }
    }
}
