package dev.millrace.validation.dataset.web;

import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.validation.dataset.FindVerdicts;
import dev.millrace.validation.dataset.JudgeAgain;
import dev.millrace.validation.dataset.Report;
import dev.millrace.validation.dataset.Verdicts;
import dev.millrace.validation.rule.Finding;
import dev.millrace.validation.rule.Severity;
import dev.millrace.validation.rule.Statistics;
import dev.millrace.web.Names;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what the versions of a dataset look like and what was found, and has one judged again. */
@RestController
@RequestMapping("/v1/datasets/{dataset}")
class VerdictController {

    private static final int MOST = 200;

    private final FindVerdicts verdicts;
    private final JudgeAgain judgeAgain;

    VerdictController(FindVerdicts verdicts, JudgeAgain judgeAgain) {
        this.verdicts = verdicts;
        this.judgeAgain = judgeAgain;
    }

    /** @param cascadeId of the cascade in which the verdict will be told */
    record JudgingView(String dataset, long version, String cascadeId) {}

    @Operation(summary = "Judges the newest version again, which the schema before a correction rejected")
    @PostMapping("/versions/{version}/judge")
    @Allowed(Role.DATA_ENGINEER)
    ResponseEntity<JudgingView> judge(@PathVariable String dataset, @PathVariable long version, Caller caller) {
        return switch (judgeAgain.judge(caller.project(), Names.checked(dataset), version, caller.subject())) {
            case JudgeAgain.Result.Awaited(var cascade) ->
                ResponseEntity.accepted().body(new JudgingView(dataset, version, cascade));
            case JudgeAgain.Result.Refused(var code, var detail) ->
                throw new Problem(
                        code.equals("NOT_FOUND") ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT,
                        code,
                        "Version " + version + " of dataset " + dataset + " is not judged again: " + detail);
        };
    }

    /**
     * What was decided about a version.
     *
     * @param schemaVersion of the schema that judged it; of a first version that is not usable, 0
     * @param blocking findings that keep it from being used, of the first hundred; the report has them all
     * @param first the finding to look at first: a blocking one, if there is one; null where there is none
     * @param judgedAt null where the verdict is older than this is kept
     */
    record VerdictView(
            long version,
            boolean usable,
            long rows,
            int schemaVersion,
            long blocking,
            int warnings,
            @Nullable Finding first,
            @Nullable Instant judgedAt) {

        static VerdictView of(Verdicts.Reached reached) {
            var verdict = reached.verdict();
            return new VerdictView(
                    verdict.version(),
                    verdict.usable(),
                    verdict.rows(),
                    verdict.schemaVersion(),
                    verdict.findings().stream()
                            .filter(finding -> finding.severity() == Severity.BLOCK)
                            .count(),
                    verdict.warnings(),
                    verdict.decisive().orElse(null),
                    reached.at());
        }
    }

    /** @param next what to pass as {@code before} for the next page; null on the last */
    record VerdictPage(List<VerdictView> versions, @Nullable Long next) {}

    @Operation(summary = "What was decided about the versions of a dataset, newest first")
    @GetMapping("/versions")
    @Allowed(Role.VIEWER)
    VerdictPage verdicts(
            @PathVariable String dataset,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        PageLimit.checked(limit, MOST);
        if (before < 0) {
            throw new Problem(HttpStatus.BAD_REQUEST, "PARAMETER_RANGE", "before is a version's number")
                    .with("pointer", "before");
        }
        var found = verdicts.list(caller.project(), Names.checked(dataset), before, limit + 1);
        var listed = found.subList(0, Math.min(limit, found.size()));
        return new VerdictPage(
                listed.stream().map(VerdictView::of).toList(),
                found.size() > limit ? Long.valueOf(listed.getLast().verdict().version()) : null);
    }

    @Operation(summary = "Whether a version is usable, with every finding against it")
    @GetMapping("/versions/{version}/report")
    @Allowed(Role.VIEWER)
    Report report(@PathVariable String dataset, @PathVariable long version, Caller caller) {
        return verdicts.report(caller.project(), Names.checked(dataset), version)
                .orElseThrow(() -> unjudged(dataset, version));
    }

    @Operation(summary = "What the columns of a version look like, in figures")
    @GetMapping("/versions/{version}/statistics")
    @Allowed(Role.VIEWER)
    Statistics statistics(@PathVariable String dataset, @PathVariable long version, Caller caller) {
        return verdicts.statistics(caller.project(), Names.checked(dataset), version)
                .orElseThrow(() -> unjudged(dataset, version));
    }

    private static Problem unjudged(String dataset, long version) {
        return UnknownDataset.of("Version " + version + " of dataset " + dataset + " was not judged, or not yet");
    }
}
