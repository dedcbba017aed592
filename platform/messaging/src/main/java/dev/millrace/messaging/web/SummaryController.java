package dev.millrace.messaging.web;

import dev.millrace.messaging.summary.ServiceSummary;
import dev.millrace.messaging.summary.Summaries;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers how the service is and what wants a person. */
@RestController
class SummaryController {

    private final Summaries summaries;

    SummaryController(Summaries summaries) {
        this.summaries = summaries;
    }

    @Operation(summary = "How the service is, how far behind, and what of the caller's project wants a person")
    @GetMapping("/v1/summary")
    @Allowed(Role.VIEWER)
    ServiceSummary summary(Caller caller) {
        return summaries.of(caller.project(), ParkedController.projects(caller));
    }
}
