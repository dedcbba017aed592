package dev.millrace.monitoring.routing;

import dev.millrace.messaging.ReadModel;
import java.util.List;

/** Every version that a route ever had. */
public interface RouteVersions {

    ReadModel row(String project, AppliedRoute route);

    /** Newest first, below the given number. */
    List<AppliedRoute> list(String project, String route, int below, int limit);
}
