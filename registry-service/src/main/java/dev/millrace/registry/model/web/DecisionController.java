package dev.millrace.registry.model.web;

import dev.millrace.registry.model.Answer;
import dev.millrace.registry.model.DecideVersion;
import dev.millrace.registry.model.Refusals;
import dev.millrace.registry.model.RollBackModel;
import dev.millrace.registry.model.Version;
import dev.millrace.registry.model.Wish;
import dev.millrace.registry.model.web.ModelViews.DecisionView;
import dev.millrace.registry.model.web.ModelViews.RollbackView;
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

    record Reason(@Nullable String reason) {}

    record RollbackRequest(
            @Nullable Integer version, @Nullable String reason) {}

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
        return decided(model, decideVersion.approve(wish(model, key, reason.reason(), caller), version));
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
        return decided(model, decideVersion.reject(wish(model, key, reason.reason(), caller), version));
    }

    @Operation(summary = "Serves an earlier version again: the one before, or the one that is named")
    @PostMapping("/rollback")
    @Allowed(Role.DEPLOYER)
    ResponseEntity<RollbackView> rollback(
            @PathVariable String model,
            @Parameter(description = SAME_KEY) @RequestHeader(name = "Idempotency-Key", required = false) @Nullable
                    String key,
            @RequestBody RollbackRequest request,
            Caller caller) {
        Wish wish = wish(model, key, request.reason(), caller);
        return switch (rollBackModel.rollBack(wish, request.version())) {
            case Answer.Refused refused -> throw problem(refused);
            case Answer.Done(var told, var replayed) ->
                answer(replayed, new RollbackView(model, told.version(), told.generation(), told.rollback()));
        };
    }

    private static ResponseEntity<DecisionView> decided(String model, Answer answer) {
        return switch (answer) {
            case Answer.Refused refused -> throw problem(refused);
            case Answer.Done(var told, var replayed) ->
                answer(replayed, new DecisionView(model, told.version(), told.status(), told.generation()));
        };
    }

    private static <T> ResponseEntity<T> answer(boolean replayed, T body) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        return (replayed ? answer.header("Idempotent-Replayed", "true") : answer).body(body);
    }

    private static Wish wish(String model, @Nullable String key, @Nullable String reason, Caller caller) {
        Names.checked(model);
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "REASON_REQUIRED", "Say why, for whoever asks later")
                    .with("pointer", "/reason")
                    .with("limit", LONGEST_REASON);
        }
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new Problem(HttpStatus.BAD_REQUEST, "IDEMPOTENCY_KEY_INVALID", "A key has 1 to 200 characters");
        }
        return new Wish(caller.project(), model, caller.subject(), reason, key);
    }

    private static Problem problem(Answer.Refused refused) {
        Problem problem = new Problem(status(refused.code()), refused.code(), refused.detail());
        Version version = refused.version();
        if (version != null && version.decision() != null && refused.code().equals(Refusals.ALREADY_DECIDED)) {
            problem.with("status", version.status())
                    .with("decidedBy", version.decision().by())
                    .with("decidedAt", version.decision().at());
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
