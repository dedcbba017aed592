package dev.millrace.validation.dataset.web;

import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.validation.dataset.FindVerdicts;
import dev.millrace.validation.dataset.JudgeAgain;
import dev.millrace.validation.dataset.Report;
import dev.millrace.validation.rule.Statistics;
import dev.millrace.web.Names;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what the versions of a dataset look like and what was found, and has one judged again. */
@RestController
@RequestMapping("/v1/datasets/{dataset}")
class VerdictController {

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
        return unknown("Version " + version + " of dataset " + dataset + " was not judged, or not yet");
    }

    private static Problem unknown(String detail) {
        return new Problem(HttpStatus.NOT_FOUND, "NOT_FOUND", detail);
    }
}
