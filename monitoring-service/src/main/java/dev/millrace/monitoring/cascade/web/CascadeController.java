package dev.millrace.monitoring.cascade.web;

import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.cascade.CascadeView;
import dev.millrace.monitoring.cascade.ReadCascades;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
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

    private final ReadCascades readCascades;
    private final CascadeStream stream;

    CascadeController(ReadCascades readCascades, CascadeStream stream) {
        this.readCascades = readCascades;
        this.stream = stream;
    }

    @Operation(summary = "Cascades with how far they are, newest first")
    @GetMapping("/v1/cascades")
    @Allowed(Role.VIEWER)
    CascadeView.Page cascades(
            Caller caller,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return readCascades.newest(caller.project(), Paging.position(after), Paging.limit("limit", limit, MAX_LIMIT));
    }

    @Operation(summary = "One cascade: what happened, in which order, and which event caused which")
    @GetMapping("/v1/cascades/{id}")
    @Allowed(Role.VIEWER)
    CascadeView cascade(Caller caller, @PathVariable String id) {
        return readCascades
                .find(caller.project(), id)
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "CASCADE_UNKNOWN", "There is no such cascade"));
    }

    @Operation(summary = "Events of all cascades as they happen, as server-sent events")
    @GetMapping(path = "/v1/cascades/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Allowed(Role.VIEWER)
    SseEmitter stream(
            Caller caller, @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        return stream.open(caller.project(), Paging.position(lastEventId));
    }
}
