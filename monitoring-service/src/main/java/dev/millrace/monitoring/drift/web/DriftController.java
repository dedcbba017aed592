package dev.millrace.monitoring.drift.web;

import dev.millrace.monitoring.UnknownModel;
import dev.millrace.monitoring.drift.watch.BaselineView;
import dev.millrace.monitoring.drift.watch.DriftView;
import dev.millrace.monitoring.drift.watch.ReadDrift;
import dev.millrace.monitoring.drift.watch.ReadHistory;
import dev.millrace.monitoring.drift.watch.WindowStep;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.NotFound;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Problem;
import dev.millrace.web.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drift over HTTP. */
@RestController
class DriftController {

    private static final int MAX_WINDOWS = 100;
    private static final int MAX_STEPS = 500;
    private static final String FULL = "full";
    private static final String LEVELS = "levels";

    private final ReadDrift readDrift;
    private final ReadHistory readHistory;

    DriftController(ReadDrift readDrift, ReadHistory readHistory) {
        this.readDrift = readDrift;
        this.readHistory = readHistory;
    }

    @Operation(summary = "Whether the world of a model moved, window by window")
    @GetMapping("/v1/models/{model}/drift")
    @Allowed(Role.VIEWER)
    DriftView drift(
            Caller caller,
            @PathVariable String model,
            @RequestParam(defaultValue = "20") int windows,
            @Parameter(description = "Only windows that ended by then") @RequestParam(required = false) @Nullable
                    Instant until,
            @Parameter(
                            description = "levels leaves out the rows in each bin",
                            schema = @Schema(allowableValues = {FULL, LEVELS}))
                    @RequestParam(defaultValue = FULL)
                    String detail) {
        checked(detail);
        var found = readDrift
                .find(
                        caller.project(),
                        Names.checked(model),
                        Times.checked("until", until),
                        PageLimit.checked("windows", windows, MAX_WINDOWS))
                .orElseThrow(() -> unknown(caller, model));
        return detail.equals(FULL) ? found : found.withoutCounts();
    }

    /**
     * Old windows.
     *
     * @param steps newest first
     */
    record History(String model, List<WindowStep> steps) {}

    @Operation(summary = "Windows that are too old to be kept singly, added up to longer and longer steps")
    @GetMapping("/v1/models/{model}/drift/history")
    @Allowed(Role.VIEWER)
    History history(
            Caller caller,
            @PathVariable String model,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(description = "Only steps that ended by then") @RequestParam(required = false) @Nullable
                    Instant until,
            @Parameter(
                            description = "full has the rows in each bin, too",
                            schema = @Schema(allowableValues = {FULL, LEVELS}))
                    @RequestParam(defaultValue = LEVELS)
                    String detail) {
        checked(detail);
        var name = Names.checked(model);
        var steps = readHistory
                .find(caller.project(), name, Times.checked("until", until), PageLimit.checked(limit, MAX_STEPS))
                .orElseThrow(() -> unknown(caller, model));
        return new History(
                name,
                detail.equals(FULL)
                        ? steps
                        : steps.stream().map(WindowStep::withoutCounts).toList());
    }

    private static void checked(String detail) {
        if (!detail.equals(FULL) && !detail.equals(LEVELS)) {
            throw new Problem(HttpStatus.BAD_REQUEST, "PARAMETER_INVALID", "detail is full or levels")
                    .with("pointer", "detail");
        }
    }

    private Problem unknown(Caller caller, String model) {
        return UnknownModel.problem(model, readDrift.models(caller.project(), NotFound.NAMES));
    }

    @Operation(summary = "What a version's traffic is compared with: each column in its frozen bins")
    @GetMapping("/v1/models/{model}/drift/baseline")
    @Allowed(Role.VIEWER)
    BaselineView baseline(
            Caller caller,
            @PathVariable String model,
            @Parameter(description = "The one that is watched now where it is left out")
                    @RequestParam(required = false)
                    @Nullable
                    Long generation) {
        var found = readDrift
                .baseline(caller.project(), Names.checked(model), generation)
                .orElseThrow(
                        () -> NotFound.of(
                                "GENERATION_UNKNOWN",
                                "%s of model %s was not watched"
                                        .formatted(
                                                generation == null ? "No generation" : "Generation " + generation,
                                                model),
                                "./millrace status shows the models, and ./millrace drift MODEL the generation that is watched"));
        return switch (found) {
            case ReadDrift.Found.Read(var baseline) -> baseline;
            case ReadDrift.Found.Unreadable(var code, var why) -> throw new Problem(HttpStatus.CONFLICT, code, why);
        };
    }
}
