package dev.millrace.monitoring.routing.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.millrace.monitoring.routing.AppliedRoute;
import dev.millrace.monitoring.routing.ApplyRoute;
import dev.millrace.monitoring.routing.ReadRouting;
import dev.millrace.monitoring.routing.RouteApplication;
import dev.millrace.monitoring.routing.RouteQueue;
import dev.millrace.pipelines.web.SpecRequests;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.NotFound;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Applies, shows and removes routes of alerts. */
@RestController
@RequestMapping("/v1/alert-routes")
class RouteController {

    private static final int MOST = 200;
    private final ApplyRoute applyRoute;
    private final ReadRouting readRouting;

    RouteController(ApplyRoute applyRoute, ReadRouting readRouting) {
        this.applyRoute = applyRoute;
        this.readRouting = readRouting;
    }

    /** @param removed whether this version says that there is no such route any more */
    record VersionView(
            String route,
            int version,
            String digest,
            String definedBy,
            Instant definedAt,
            boolean removed,
            @JsonRawValue String spec) {

        static VersionView of(AppliedRoute route) {
            return new VersionView(
                    route.route(),
                    route.version(),
                    route.digest(),
                    route.definedBy(),
                    route.definedAt(),
                    route.removed(),
                    route.json());
        }
    }

    /**
     * What came of the route's messages.
     *
     * @param sent messages that the sink took
     * @param failed messages that were given up
     * @param waiting alerts that are not told yet
     * @param omitted alerts that did not fit among them
     * @param attempts at the message that is on its way
     * @param dueAt when the next message goes, or the next attempt is made
     */
    record DeliveryView(
            long sent,
            long failed,
            int waiting,
            long omitted,
            int attempts,
            @Nullable Instant dueAt,
            @Nullable Instant lastSentAt,
            @Nullable String lastFailure,
            @Nullable Instant lastFailedAt) {

        static DeliveryView of(RouteQueue queue) {
            var message = queue.message();
            var tally = queue.tally();
            return new DeliveryView(
                    tally.sent(),
                    tally.failed(),
                    queue.waiting().size()
                            + (message == null ? 0 : message.alerts().size()),
                    queue.omitted(),
                    message == null ? 0 : message.attempts(),
                    queue.dueAt(),
                    tally.sentAt().stream().findFirst().orElse(null),
                    tally.lastFailure(),
                    tally.lastFailedAt());
        }
    }

    record RouteView(VersionView current, DeliveryView delivery) {}

    record RouteList(List<RouteView> routes) {}

    record VersionList(List<VersionView> versions) {}

    @DescribedRoute
    @PutMapping(
            path = "/{route}",
            consumes = {"application/yaml", "application/x-yaml", "text/yaml", "text/plain", "application/json"})
    @Allowed(Role.DATA_ENGINEER)
    ResponseEntity<VersionView> apply(@PathVariable String route, @RequestBody InputStreamResource body, Caller caller)
            throws IOException {
        Names.checked(route);
        return switch (applyRoute.apply(caller.project(), route, SpecRequests.text(body), caller.subject())) {
            case RouteApplication.Applied(var applied) ->
                ResponseEntity.status(HttpStatus.CREATED).body(VersionView.of(applied));
            case RouteApplication.Unchanged(var applied) -> ResponseEntity.ok(VersionView.of(applied));
            case RouteApplication.Faulty(var problems) -> throw SpecRequests.faulty(problems);
            case RouteApplication.Misnamed(var name) ->
                throw new Problem(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "NAME_MISMATCH",
                                "The specification names another route than the address")
                        .with("pointer", "/name")
                        .with("expected", route)
                        .with("actual", name);
            case RouteApplication.NotPermitted(var objection) ->
                throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, objection.code(), objection.message())
                        .with("pointer", objection.pointer());
            case RouteApplication.TooMany(var most) ->
                throw new Problem(
                                HttpStatus.CONFLICT,
                                "TOO_MANY_ROUTES",
                                "A project has at most %d routes".formatted(most))
                        .with("limit", most);
        };
    }

    @Operation(summary = "Routes of alerts in the order of their names, and what came of their messages")
    @GetMapping
    @Allowed(Role.VIEWER)
    RouteList list(Caller caller) {
        return new RouteList(readRouting.routes(caller.project()).stream()
                .map(route -> view(caller, route))
                .toList());
    }

    @Operation(summary = "One route: its specification in force, and what came of its messages")
    @GetMapping("/{route}")
    @Allowed(Role.VIEWER)
    RouteView get(@PathVariable String route, Caller caller) {
        return readRouting
                .route(caller.project(), Names.checked(route))
                .map(found -> view(caller, found))
                .orElseThrow(() -> missing(caller, route));
    }

    @Operation(summary = "Versions of a route, newest first, also of one that was removed")
    @GetMapping("/{route}/versions")
    @Allowed(Role.VIEWER)
    VersionList versions(
            @PathVariable String route,
            @RequestParam(defaultValue = "2147483647") int below,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        return new VersionList(
                readRouting
                        .versions(caller.project(), Names.checked(route), below, PageLimit.checked(limit, MOST))
                        .stream()
                        .map(VersionView::of)
                        .toList());
    }

    @Operation(summary = "Removes a route; what it has not told yet is told to nobody")
    @DeleteMapping("/{route}")
    @Allowed(Role.DATA_ENGINEER)
    VersionView remove(@PathVariable String route, Caller caller) {
        return applyRoute
                .remove(caller.project(), Names.checked(route), caller.subject())
                .map(VersionView::of)
                .orElseThrow(() -> missing(caller, route));
    }

    private RouteView view(Caller caller, AppliedRoute route) {
        return new RouteView(
                VersionView.of(route), DeliveryView.of(readRouting.queue(caller.project(), route.route())));
    }

    private Problem missing(Caller caller, String route) {
        return NotFound.named(
                "ROUTE_NOT_FOUND",
                "route",
                route,
                readRouting.routes(caller.project()).stream()
                        .map(AppliedRoute::route)
                        .toList(),
                "GET /v1/alert-routes lists those that there are");
    }
}
