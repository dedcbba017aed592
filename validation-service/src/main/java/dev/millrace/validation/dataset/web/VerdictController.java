package dev.millrace.validation.dataset.web;

import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.validation.dataset.FindVerdicts;
import dev.millrace.validation.dataset.Report;
import dev.millrace.validation.rule.Statistics;
import dev.millrace.web.Names;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a dataset should look like, what its versions look like, and what was found. */
@RestController
@RequestMapping("/v1/datasets/{dataset}")
class VerdictController {

    private final FindVerdicts verdicts;

    VerdictController(FindVerdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Operation(summary = "The schema that new versions of a dataset are checked against")
    @GetMapping("/schema")
    @Allowed(Role.VIEWER)
    FindVerdicts.SchemaInForce schema(@PathVariable String dataset, Caller caller) {
        return verdicts.schema(caller.project(), Names.checked(dataset))
                .orElseThrow(() -> unknown("No version of dataset " + dataset + " was usable yet"));
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
