package dev.millrace.monitoring.alert.web;

import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.alert.Alert;
import dev.millrace.monitoring.alert.Alerts;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alerts over HTTP. */
@RestController
class AlertController {

    private static final int MAX_LIMIT = 200;

    private final Alerts alerts;

    AlertController(Alerts alerts) {
        this.alerts = alerts;
    }

    /** The newest alerts, or those older than one. */
    record Page(List<Alert> alerts) {}

    @Operation(summary = "What people should look at, newest first")
    @GetMapping("/v1/alerts")
    @Allowed(Role.VIEWER)
    Page alerts(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return new Page(
                alerts.newest(caller.project(), Paging.position(after), Paging.limit("limit", limit, MAX_LIMIT)));
    }
}
