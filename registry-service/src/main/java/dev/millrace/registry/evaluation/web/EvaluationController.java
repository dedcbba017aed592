package dev.millrace.registry.evaluation.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.registry.evaluation.EvaluateVersion;
import dev.millrace.registry.evaluation.Evaluation;
import dev.millrace.registry.history.Versions;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.NotFound;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows how versions do on their test rows. */
@RestController
class EvaluationController {

    private final Versions versions;
    private final EvaluateVersion evaluateVersion;

    EvaluationController(Versions versions, EvaluateVersion evaluateVersion) {
        this.versions = versions;
        this.evaluateVersion = evaluateVersion;
    }

    record EvaluationView(
            String model,
            int version,
            String task,
            @JsonUnwrapped Evaluation evaluation) {}

    @Operation(summary = "How a version does on its test rows: slices, importances, confusion, curves and calibration")
    @GetMapping("/v1/models/{model}/versions/{version}/evaluation")
    @Allowed(Role.VIEWER)
    EvaluationView evaluation(@PathVariable String model, @PathVariable int version, Caller caller) {
        var found = versions.find(caller.project() + "/" + Names.checked(model), version)
                .orElseThrow(() -> NotFound.of(
                        "MODEL_NOT_FOUND",
                        "There is no version %d of a model %s".formatted(version, model),
                        "GET /v1/models/%s/versions lists those that there are".formatted(model)));
        return switch (evaluateVersion.evaluate(found.training().packageDigest())) {
            case EvaluateVersion.Result.Evaluated(var evaluation) ->
                new EvaluationView(model, version, found.training().task(), evaluation);
            case EvaluateVersion.Result.Unreadable(var detail) ->
                throw new Problem(HttpStatus.CONFLICT, "PACKAGE_UNREADABLE", detail);
        };
    }
}
