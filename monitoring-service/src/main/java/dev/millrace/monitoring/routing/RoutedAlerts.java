package dev.millrace.monitoring.routing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom each alert was told to, or why to nobody. */
public interface RoutedAlerts {

    void keep(String project, RoutedAlert routed);

    /** By alert. */
    Map<String, RoutedAlert> of(String project, Collection<String> alerts);

    /**
     * What became of an alert.
     *
     * @param routes that took it in
     * @param silence by which nobody was told; null where there was none
     */
    record RoutedAlert(
            String alert,
            String incident,
            Instant at,
            List<String> routes,
            @Nullable String silence) {
        public RoutedAlert {
            routes = List.copyOf(routes);
        }
    }
}
