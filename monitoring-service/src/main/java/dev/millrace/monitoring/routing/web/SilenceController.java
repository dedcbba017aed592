package dev.millrace.monitoring.routing.web;

import dev.millrace.monitoring.routing.Silence;
import dev.millrace.monitoring.routing.SilenceAlerts;
import dev.millrace.pipelines.AlertMatcher;
import dev.millrace.pipelines.AlertSeverity;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.NotFound;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Silences over HTTP. */
@RestController
@RequestMapping("/v1/silences")
class SilenceController {

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int LONGEST_REASON = 1000;

    private final SilenceAlerts silenceAlerts;
    private final Clock clock;

    SilenceController(SilenceAlerts silenceAlerts, Clock clock) {
        this.silenceAlerts = silenceAlerts;
        this.clock = clock;
    }

    /** Which alerts are meant, as in a route; what is left out fits every alert. */
    record MatchRequest(
            @Nullable List<AlertSeverity> severity,
            @Nullable List<String> code,
            @Nullable List<String> pipeline) {}

    /** @param until at most 30 days from now */
    record SilenceRequest(
            @Nullable MatchRequest match,
            @Nullable Instant until,
            @Nullable String reason) {}

    record MatchView(List<AlertSeverity> severity, List<String> code, List<String> pipeline) {}

    record SilenceView(String id, MatchView match, Instant until, String reason, String by, Instant at) {

        static SilenceView of(Silence silence) {
            var match = silence.match();
            return new SilenceView(
                    silence.id(),
                    new MatchView(match.severities(), match.codes(), match.pipelines()),
                    silence.until(),
                    silence.reason(),
                    silence.by(),
                    silence.at());
        }
    }

    record SilenceList(List<SilenceView> silences) {}

    @Operation(summary = "Lets some alerts be told to nobody until a time; they are recorded as ever")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed({Role.DATA_ENGINEER, Role.TRAINER, Role.DEPLOYER})
    SilenceView begin(@RequestBody SilenceRequest request, Caller caller) {
        return silenceAlerts
                .begin(caller.project(), checked(request), caller.subject())
                .map(SilenceView::of)
                .orElseThrow(() -> new Problem(
                        HttpStatus.CONFLICT, "TOO_MANY_SILENCES", "There are as many silences as a project may have"));
    }

    @Operation(summary = "Silences that last")
    @GetMapping
    @Allowed(Role.VIEWER)
    SilenceList list(Caller caller) {
        return new SilenceList(silenceAlerts.lasting(caller.project()).stream()
                .map(SilenceView::of)
                .toList());
    }

    @Operation(summary = "Ends a silence")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allowed({Role.DATA_ENGINEER, Role.TRAINER, Role.DEPLOYER})
    void end(@PathVariable String id, Caller caller) {
        if (!silenceAlerts.end(caller.project(), id, caller.subject())) {
            throw NotFound.of(
                    "SILENCE_NOT_FOUND",
                    "There is no silence " + NotFound.shortened(id),
                    "GET /v1/silences lists those that there are");
        }
    }

    private SilenceAlerts.Request checked(SilenceRequest request) {
        var match = request.match();
        var matcher = match == null
                ? new AlertMatcher(List.of(), List.of(), List.of())
                : new AlertMatcher(
                        elements("severity", match.severity(), Objects::nonNull),
                        elements("code", match.code(), AlertMatcher::isCode),
                        elements("pipeline", match.pipeline(), AlertMatcher::isPipeline));
        if (matcher.equals(new AlertMatcher(List.of(), List.of(), List.of()))) {
            throw wrong("/match", "A silence says which alerts it means: severity, code or pipeline");
        }
        return new SilenceAlerts.Request(matcher, until(request.until()), reason(request.reason()));
    }

    private static <T> List<T> elements(String name, @Nullable List<T> given, Predicate<T> form) {
        if (given == null) {
            return List.of();
        }
        boolean fits =
                given.size() <= AlertMatcher.MOST && given.stream().allMatch(each -> each != null && form.test(each));
        if (!fits) {
            throw wrong(
                    "/match/" + name,
                    "At most %d values are accepted, each a name, or its beginning with * at its end"
                            .formatted(AlertMatcher.MOST));
        }
        return given;
    }

    private Instant until(@Nullable Instant until) {
        var now = clock.instant();
        if (until == null || !until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw wrong("/until", "A silence ends within the next %d days".formatted(LONGEST.toDays()));
        }
        return until;
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw wrong("/reason", "A silence has a reason of 1 to %d characters".formatted(LONGEST_REASON));
        }
        return reason;
    }

    private static Problem wrong(String pointer, String detail) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "SILENCE_INVALID", detail).with("pointer", pointer);
    }
}
