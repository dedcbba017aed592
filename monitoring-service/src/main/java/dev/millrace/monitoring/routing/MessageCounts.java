package dev.millrace.monitoring.routing;

import dev.millrace.pipelines.AlertRouteSpec.Sink;

/** Counts what comes of messages. */
@FunctionalInterface
public interface MessageCounts {

    void count(Sink sink, Sending sending);
}
