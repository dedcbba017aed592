package dev.millrace.monitoring.decision.web;

import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.decision.Decisions;
import dev.millrace.monitoring.decision.TrainingDecision;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.PageLimit;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Decisions over HTTP. */
@RestController
class DecisionController {

    private static final int MAX_LIMIT = 200;

    private final Decisions decisions;

    DecisionController(Decisions decisions) {
        this.decisions = decisions;
    }

    /** @param next what to pass as {@code after} for the next page; null on the last */
    record DecisionPage(
            List<TrainingDecision> decisions, @Nullable String next) {}

    @Operation(summary = "What was decided about training, and why, newest first")
    @GetMapping("/v1/decisions")
    @Allowed(Role.VIEWER)
    DecisionPage decisions(
            Caller caller,
            @RequestParam(required = false) @Nullable String pipeline,
            @RequestParam(required = false) TrainingDecision.@Nullable Outcome decision,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        var found = decisions.find(
                caller.project(),
                pipeline == null ? null : Names.checked(pipeline),
                decision,
                Paging.position(after),
                PageLimit.checked(limit, MAX_LIMIT));
        return new DecisionPage(found.decisions(), found.next());
    }
}
