package dev.millrace.registry.model.web;

import dev.millrace.registry.history.Version;
import dev.millrace.registry.model.DecideVersion;
import dev.millrace.registry.model.DecisionRequest;
import dev.millrace.registry.model.DecisionResult;
import dev.millrace.registry.model.Refusals;
import dev.millrace.registry.model.RollBackModel;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where people approve, reject and roll back. */
@RestController
@RequestMapping("/v1/models/{model}")
class DecisionController {

    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_KEY = 200;
    private static final String SAME_KEY = "The same request with the same key is done once and answered alike";

    private final DecideVersion decideVersion;
    private final RollBackModel rollBackModel;

    DecisionController(DecideVersion decideVersion, RollBackModel rollBackModel) {
        this.decideVersion = decideVersion;
        this.rollBackModel = rollBackModel;
    }

    /** @param expectedGeneration what the caller believes to be in service, 0 for nothing; may be left out */
    record Reason(@Nullable String reason, @Nullable Long expectedGeneration) {}

    /**
     * @param version to serve again; the one before where it is left out
     * @param expectedGeneration what the caller believes to be in service; may be left out
     */
    record RollbackRequest(
            @Nullable Integer version,
            @Nullable String reason,
            @Nullable Long expectedGeneration) {}

    /** @param generation that serves after the request; 0 while none does */
    record DecisionView(String model, int version, Version.Status status, long generation) {}

    record RollbackView(String model, int version, long generation, boolean rollback) {}

    @Operation(summary = "Approves a version that waits for a person, and has it served")
    @PostMapping("/versions/{version}/approve")
    @Allowed(Role.APPROVER)
    ResponseEntity<DecisionView> approve(
            @PathVariable String model,
            @PathVariable int version,
            @Parameter(description = SAME_KEY) @RequestHeader(name = "Idempotency-Key", required = false) @Nullable
                    String key,
            @RequestBody Reason reason,
            Caller caller) {
        return decided(model, decideVersion.approve(request(model, key, reason, caller), version));
    }

    @Operation(summary = "Rejects a version that waits for a person")
    @PostMapping("/versions/{version}/reject")
    @Allowed(Role.APPROVER)
    ResponseEntity<DecisionView> reject(
            @PathVariable String model,
            @PathVariable int version,
            @Parameter(description = SAME_KEY) @RequestHeader(name = "Idempotency-Key", required = false) @Nullable
                    String key,
            @RequestBody Reason reason,
            Caller caller) {
        return decided(model, decideVersion.reject(request(model, key, reason, caller), version));
    }

    @Operation(summary = "Serves an earlier version again: the one before, or the one that is named")
    @PostMapping("/rollback")
    @Allowed(Role.DEPLOYER)
    ResponseEntity<RollbackView> rollback(
            @PathVariable String model,
            @Parameter(description = SAME_KEY) @RequestHeader(name = "Idempotency-Key", required = false) @Nullable
                    String key,
            @RequestBody RollbackRequest body,
            Caller caller) {
        var request = request(model, key, new Reason(body.reason(), body.expectedGeneration()), caller);
        return switch (rollBackModel.rollBack(request, body.version())) {
            case DecisionResult.Refused refused -> throw problem(refused);
            case DecisionResult.Done(var receipt, var replayed) ->
                answer(replayed, new RollbackView(model, receipt.version(), receipt.generation(), receipt.rollback()));
        };
    }

    private static ResponseEntity<DecisionView> decided(String model, DecisionResult result) {
        return switch (result) {
            case DecisionResult.Refused refused -> throw problem(refused);
            case DecisionResult.Done(var receipt, var replayed) ->
                answer(replayed, new DecisionView(model, receipt.version(), receipt.status(), receipt.generation()));
        };
    }

    private static <T> ResponseEntity<T> answer(boolean replayed, T body) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        return (replayed ? answer.header("Idempotent-Replayed", "true") : answer).body(body);
    }

    private static DecisionRequest request(String model, @Nullable String key, Reason body, Caller caller) {
        Names.checked(model);
        var reason = body.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "REASON_REQUIRED", "Say why, for whoever asks later")
                    .with("pointer", "/reason")
                    .with("limit", LONGEST_REASON);
        }
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new Problem(HttpStatus.BAD_REQUEST, "IDEMPOTENCY_KEY_INVALID", "A key has 1 to 200 characters");
        }
        return new DecisionRequest(caller.project(), model, caller.subject(), reason, key, body.expectedGeneration());
    }

    private static Problem problem(DecisionResult.Refused refused) {
        Problem problem = new Problem(status(refused.code()), refused.code(), refused.detail());
        var earlier = refused.earlier();
        if (earlier != null && refused.code().equals(Refusals.ALREADY_DECIDED)) {
            problem.with("decision", earlier.status())
                    .with("decidedBy", earlier.verdict().by())
                    .with("decidedAt", earlier.verdict().at());
        }
        return problem;
    }

    private static HttpStatus status(String code) {
        return switch (code) {
            case Refusals.VERSION_NOT_FOUND -> HttpStatus.NOT_FOUND;
            case Refusals.FOUR_EYES, Refusals.REVIEWER_REQUIRED -> HttpStatus.FORBIDDEN;
            case "IDEMPOTENCY_KEY_REUSED" -> HttpStatus.UNPROCESSABLE_CONTENT;
            default -> HttpStatus.CONFLICT;
        };
    }
}
