package dev.millrace.monitoring.routing;

import dev.millrace.pipelines.SpecProblem;
import java.util.List;

/** What came of applying a route. */
public sealed interface RouteApplication {

    /** It is a new version, and in force. */
    record Applied(AppliedRoute route) implements RouteApplication {}

    /** It is what is in force already. */
    record Unchanged(AppliedRoute route) implements RouteApplication {}

    /** It is no specification; nothing changed. */
    record Faulty(List<SpecProblem> problems) implements RouteApplication {
        public Faulty {
            problems = List.copyOf(problems);
        }
    }

    /** It says that it is another route than the one it was sent to. */
    record Misnamed(String name) implements RouteApplication {}

    /** The configuration of the service does not let messages go there. */
    record NotPermitted(Sinks.Objection objection) implements RouteApplication {}

    /** The project has as many routes as it may have. */
    record TooMany(int most) implements RouteApplication {}
}
