package dev.millrace.messaging.web;

import dev.millrace.messaging.commit.AuditRecord;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.NotFound;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers who changed an aggregate, and whether the record of that is whole. */
@RestController
class AuditController {

    private static final int MAX_LIMIT = 1_000;

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * A page of the audit.
     *
     * @param verified whether nothing in the page was altered or left out
     * @param revision how many lines there are in all
     * @param next what to give as {@code after}, or as {@code before} where that was given, for the next page; null at the end
     */
    record Audit(
            String aggregate,
            boolean verified,
            long revision,
            List<AuditRecord> records,
            @Nullable Long next) {}

    @Operation(
            summary =
                    "Who changed an aggregate, and whether the record of it is whole: by revision, or the newest first")
    @GetMapping("/v1/audit")
    @Allowed(Role.AUDITOR)
    Audit audit(
            @RequestParam String aggregate,
            @RequestParam(defaultValue = "0") long after,
            @Parameter(description = "Lines below this revision, the newest first; instead of after")
                    @RequestParam(required = false)
                    @Nullable
                    Long before,
            @RequestParam(defaultValue = "100") int limit,
            Caller caller) {
        refuseBelow("after", after, 0);
        refuseBelow("before", before == null ? 1 : before, 1);
        PageLimit.checked(limit, MAX_LIMIT);
        if (!isVisible(aggregate, caller)) {
            throw unknown(aggregate);
        }
        var page = before == null ? trail.page(aggregate, after, limit) : trail.newest(aggregate, before, limit);
        return page.map(found -> new Audit(aggregate, found.verified(), found.revision(), found.lines(), found.next()))
                .orElseThrow(() -> unknown(aggregate));
    }

    /** Aggregates of another project are as unknown as those that there are not; what has no project is for administrators. */
    private static boolean isVisible(String aggregate, Caller caller) {
        var parts = aggregate.split(":", 3);
        var id = parts[parts.length - 1];
        return id.contains("/")
                ? id.startsWith(caller.project() + "/")
                : caller.roles().contains(Role.ADMIN);
    }

    private static void refuseBelow(String parameter, long value, long least) {
        if (value < least) {
            throw new Problem(
                            HttpStatus.BAD_REQUEST,
                            "PARAMETER_RANGE",
                            "%s is a number from %d on".formatted(parameter, least))
                    .with("pointer", parameter);
        }
    }

    private static Problem unknown(String aggregate) {
        return NotFound.of(
                "AGGREGATE_UNKNOWN",
                "This service has no aggregate " + NotFound.shortened(aggregate),
                "it is called service:kind:project/name, as docs/architecture.md lists them, and lives in the service that it names");
    }
}
