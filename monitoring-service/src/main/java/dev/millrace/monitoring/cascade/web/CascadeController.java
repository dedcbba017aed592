package dev.millrace.monitoring.cascade.web;

import dev.millrace.monitoring.cascade.CascadeView;
import dev.millrace.monitoring.cascade.ReadCascades;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Cascades over HTTP. */
@RestController
class CascadeController {

    private static final int MAX_LIMIT = 200;
    private static final Pattern POSITION = Pattern.compile("[0-9]{19}-[0-9a-zA-Z_.:-]{1,128}");

    private final ReadCascades readCascades;
    private final CascadeStream stream;

    CascadeController(ReadCascades readCascades, CascadeStream stream) {
        this.readCascades = readCascades;
        this.stream = stream;
    }

    @GetMapping("/v1/cascades")
    @Allowed(Role.VIEWER)
    CascadeView.Page cascades(
            Caller caller,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String after) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Problem(HttpStatus.BAD_REQUEST, "LIMIT_OUT_OF_RANGE", "limit is 1 to " + MAX_LIMIT)
                    .with("limit", MAX_LIMIT)
                    .with("actual", limit);
        }
        return readCascades.newest(caller.project(), position(after), limit);
    }

    @GetMapping("/v1/cascades/{id}")
    @Allowed(Role.VIEWER)
    CascadeView cascade(Caller caller, @PathVariable String id) {
        return readCascades
                .find(caller.project(), id)
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "CASCADE_UNKNOWN", "There is no such cascade"));
    }

    @GetMapping(path = "/v1/cascades/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Allowed(Role.VIEWER)
    SseEmitter stream(
            Caller caller, @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        return stream.open(caller.project(), position(lastEventId));
    }

    private static @Nullable String position(@Nullable String position) {
        if (position != null && !POSITION.matcher(position).matches()) {
            throw new Problem(HttpStatus.BAD_REQUEST, "POSITION_INVALID", "This is no position of the timeline");
        }
        return position;
    }
}
