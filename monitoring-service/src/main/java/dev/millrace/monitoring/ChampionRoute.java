package dev.millrace.monitoring;

import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.Route;
import dev.millrace.contracts.RouteRole;
import dev.millrace.messaging.ParkedException;
import java.util.Optional;

/** Which of the routes of an approval is the champion's: the only one that is watched, scored and told about. */
public final class ChampionRoute {

    private ChampionRoute() {}

    /** The route; an approval without one is parked. */
    public static Route of(ModelApproved approved) {
        return find(approved)
                .orElseThrow(() -> new ParkedException("CHAMPION_MISSING", "no route is the champion's", false));
    }

    /** The route, where there is one. */
    public static Optional<Route> find(ModelApproved approved) {
        return approved.getRoutes().stream()
                .filter(route -> route.getRole() == RouteRole.CHAMPION)
                .findFirst();
    }
}
