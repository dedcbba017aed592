package dev.millrace.monitoring.alert.web;

import dev.millrace.monitoring.alert.Alert;
import dev.millrace.monitoring.alert.Alerts;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alerts over HTTP. */
@RestController
class AlertController {

    private static final int MAX_LIMIT = 200;
    private static final Pattern POSITION = Pattern.compile("[0-9]{19}-[0-9a-zA-Z_.:-]{1,128}");

    private final Alerts alerts;

    AlertController(Alerts alerts) {
        this.alerts = alerts;
    }

    /** The newest alerts, or those older than one. */
    record Page(List<Alert> alerts) {}

    @GetMapping("/v1/alerts")
    @Allowed(Role.VIEWER)
    Page alerts(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Problem(HttpStatus.BAD_REQUEST, "LIMIT_OUT_OF_RANGE", "limit is 1 to " + MAX_LIMIT)
                    .with("limit", MAX_LIMIT)
                    .with("actual", limit);
        }
        if (after != null && !POSITION.matcher(after).matches()) {
            throw new Problem(HttpStatus.BAD_REQUEST, "POSITION_INVALID", "This is no alert's id");
        }
        return new Page(alerts.newest(caller.project(), after, limit));
    }
}
