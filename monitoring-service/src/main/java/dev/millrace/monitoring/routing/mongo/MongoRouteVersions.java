package dev.millrace.monitoring.routing.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.monitoring.routing.AppliedRoute;
import dev.millrace.monitoring.routing.RouteVersions;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Versions of routes as documents. */
@Component
class MongoRouteVersions implements RouteVersions {

    private final RouteVersionDocuments documents;

    MongoRouteVersions(RouteVersionDocuments documents) {
        this.documents = documents;
    }

    @Override
    public ReadModel row(String project, AppliedRoute route) {
        return ReadModel.of(RouteVersionDocument.of(project, route));
    }

    @Override
    public List<AppliedRoute> list(String project, String route, int below, int limit) {
        return documents
                .findByRouteIdAndVersionLessThanOrderByVersionDesc(
                        RouteVersionDocument.routeId(project, route), below, Limit.of(limit))
                .stream()
                .map(RouteVersionDocument::route)
                .toList();
    }
}
