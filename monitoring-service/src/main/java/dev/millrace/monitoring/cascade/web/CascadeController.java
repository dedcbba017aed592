package dev.millrace.monitoring.cascade.web;

import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.cascade.CascadeFilter;
import dev.millrace.monitoring.cascade.CascadeStatus;
import dev.millrace.monitoring.cascade.CascadeTrigger;
import dev.millrace.monitoring.cascade.CascadeView;
import dev.millrace.monitoring.cascade.ReadCascades;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.NotFound;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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

    @Operation(
            summary =
                    "Cascades with how far they are, newest first; a page may be short, or empty, and yet have a next one")
    @GetMapping("/v1/cascades")
    @Allowed(Role.VIEWER)
    CascadeView.CascadePage cascades(
            Caller caller,
            @RequestParam(required = false) @Nullable CascadeStatus status,
            @RequestParam(required = false) @Nullable String pipeline,
            @RequestParam(required = false) @Nullable String dataset,
            @RequestParam(required = false) @Nullable CascadeTrigger trigger,
            @Parameter(description = "Only those that were first heard of at this time or later")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "Only those that were first heard of before this time")
                    @RequestParam(required = false)
                    @Nullable
                    Instant until,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String after) {
        var filter = new CascadeFilter(
                status,
                pipeline == null ? null : Names.checked(pipeline),
                dataset == null ? null : Names.checked(dataset),
                trigger,
                Times.checked("from", from),
                Times.checked("until", until));
        return readCascades.find(caller.project(), filter, Paging.position(after), PageLimit.checked(limit, MAX_LIMIT));
    }

    @Operation(summary = "One cascade: what happened, in which order, and which event caused which")
    @GetMapping("/v1/cascades/{id}")
    @Allowed(Role.VIEWER)
    CascadeView cascade(Caller caller, @PathVariable String id) {
        return readCascades
                .find(caller.project(), id)
                .orElseThrow(() -> NotFound.of(
                        "CASCADE_UNKNOWN",
                        "There is no cascade " + NotFound.shortened(id),
                        "GET /v1/cascades and ./millrace status list the newest"));
    }

    @Operation(summary = "Events of all cascades as they happen, as server-sent events")
    @GetMapping(path = "/v1/cascades/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Allowed(Role.VIEWER)
    SseEmitter stream(
            Caller caller, @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        return stream.open(caller.project(), Paging.position(lastEventId));
    }
}
