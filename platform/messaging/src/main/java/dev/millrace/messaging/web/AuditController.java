package dev.millrace.messaging.web;

import dev.millrace.messaging.commit.AuditRecord;
import dev.millrace.security.Allowed;
import dev.millrace.security.Role;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers who changed an aggregate, and whether the record of that is whole. */
@RestController
class AuditController {

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    record Audit(String aggregate, boolean verified, List<AuditRecord> records) {}

    @Operation(summary = "Who changed an aggregate, and whether the record of it is whole")
    @GetMapping("/v1/audit")
    @Allowed(Role.AUDITOR)
    Audit audit(@RequestParam String aggregate) {
        return trail.of(aggregate)
                .map(found -> new Audit(aggregate, found.verified(), found.lines()))
                .orElseThrow(() ->
                        new Problem(HttpStatus.NOT_FOUND, "AGGREGATE_UNKNOWN", "this service has no such aggregate"));
    }
}
