package dev.millrace.monitoring.routing.mongo;

import dev.millrace.monitoring.routing.AppliedRoute;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A version of a route. */
@Document("alert-route-versions")
@CompoundIndex(name = "version", def = "{'routeId': 1, 'version': -1}")
record RouteVersionDocument(@Id String id, String routeId, int version, AppliedRoute route) {

    static RouteVersionDocument of(String project, AppliedRoute route) {
        var routeId = routeId(project, route.route());
        return new RouteVersionDocument(routeId + "/" + route.version(), routeId, route.version(), route);
    }

    static String routeId(String project, String route) {
        return project + "/" + route;
    }
}
