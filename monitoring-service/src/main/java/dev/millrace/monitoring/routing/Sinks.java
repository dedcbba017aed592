package dev.millrace.monitoring.routing;

import dev.millrace.pipelines.AlertRouteSpec.Sink;
import java.util.Optional;

/** Where messages go. */
public interface Sinks {

    /** Why the configuration of this service does not let messages go there; empty where it does. */
    Optional<Objection> objection(Sink sink);

    Sending send(Sink sink, Message message);

    /**
     * What is wrong with a sink.
     *
     * @param pointer JSON pointer of the value in the route's specification
     */
    record Objection(String code, String pointer, String message) {}
}
