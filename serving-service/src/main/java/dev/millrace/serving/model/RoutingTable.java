package dev.millrace.serving.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The routes of one model: the versions that answer for it, one a role. A change makes another table. */
record RoutingTable(List<ServedModel> routes) {

    static final RoutingTable EMPTY = new RoutingTable(List.of());

    RoutingTable {
        routes = List.copyOf(routes);
    }

    /** The version that has the role; null where none has. */
    @Nullable
    ServedModel route(ServingRole role) {
        for (var route : routes) {
            if (route.approval().role() == role) {
                return route;
            }
        }
        return null;
    }

    /** With a version in place of the one that had its role. */
    RoutingTable with(ServedModel next) {
        var others = routes.stream()
                .filter(route -> route.approval().role() != next.approval().role());
        return new RoutingTable(Stream.concat(others, Stream.of(next)).toList());
    }

    RoutingTable without(List<ServedModel> gone) {
        return new RoutingTable(
                routes.stream().filter(route -> !gone.contains(route)).toList());
    }
}
