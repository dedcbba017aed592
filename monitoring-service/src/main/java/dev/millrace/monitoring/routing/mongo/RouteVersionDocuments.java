package dev.millrace.monitoring.routing.mongo;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The collection of versions of routes. */
interface RouteVersionDocuments extends Repository<RouteVersionDocument, String> {

    List<RouteVersionDocument> findByRouteIdAndVersionLessThanOrderByVersionDesc(
            String routeId, int version, Limit limit);
}
