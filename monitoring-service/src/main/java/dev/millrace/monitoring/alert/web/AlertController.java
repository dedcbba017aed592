package dev.millrace.monitoring.alert.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.alert.Alert;
import dev.millrace.monitoring.alert.AlertFilter;
import dev.millrace.monitoring.alert.AlertProperties;
import dev.millrace.monitoring.alert.Alerts;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.NotFound;
import dev.millrace.web.PageLimit;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alerts over HTTP. */
@RestController
class AlertController {

    private static final int MAX_LIMIT = 200;

    private final Alerts alerts;
    private final AlertProperties properties;

    AlertController(Alerts alerts, AlertProperties properties) {
        this.alerts = alerts;
        this.properties = properties;
    }

    /** @param page where people look at it; null where there is no console */
    record AlertView(@JsonUnwrapped Alert alert, @Nullable String page) {}

    /** @param next what to pass as {@code after} for the next page; null on the last */
    record AlertPage(List<AlertView> alerts, @Nullable String next) {}

    @Operation(
            summary =
                    "What people should look at, newest first; a page may be short, or empty, and yet have a next one")
    @GetMapping("/v1/alerts")
    @Allowed(Role.VIEWER)
    AlertPage alerts(
            Caller caller,
            @RequestParam(required = false) @Nullable String severity,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String pipeline,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        var filter = new AlertFilter(severity, code, pipeline == null ? null : Names.checked(pipeline));
        int asked = PageLimit.checked(limit, MAX_LIMIT);
        var found = alerts.find(caller.project(), filter, Paging.position(after), asked + 1);
        var read = found.subList(0, Math.min(asked, found.size()));
        return new AlertPage(
                read.stream().filter(filter::takes).map(this::view).toList(),
                found.size() > asked ? read.getLast().id() : null);
    }

    @Operation(summary = "One alert")
    @GetMapping("/v1/alerts/{id}")
    @Allowed(Role.VIEWER)
    AlertView alert(Caller caller, @PathVariable String id) {
        return alerts.find(caller.project(), id)
                .map(this::view)
                .orElseThrow(() -> NotFound.of(
                        "ALERT_UNKNOWN",
                        "There is no alert %s, or it is no longer kept".formatted(NotFound.shortened(id)),
                        "./millrace alerts lists those that there are"));
    }

    private AlertView view(Alert alert) {
        return new AlertView(alert, properties.page(alert));
    }
}
