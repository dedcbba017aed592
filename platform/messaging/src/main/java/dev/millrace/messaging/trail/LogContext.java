package dev.millrace.messaging.trail;

import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.Lineage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What each line of the log says beside its message while some work is done: which cascade, event and pipeline the work
 * belongs to, and which trace. Closing it restores what was said before.
 */
public final class LogContext implements AutoCloseable {

    /** The names of the fields, in structured lines as well as in readable ones. */
    public static final String CASCADE = "cascade";

    public static final String EVENT = "event";
    public static final String PIPELINE = "pipeline";

    /** As the Elastic Common Schema names it. */
    public static final String TRACE = "trace.id";

    private final @Nullable Map<String, String> before = MDC.getCopyOfContextMap();

    private LogContext(String cascadeId, @Nullable String event, @Nullable String pipeline) {
        put(CASCADE, cascadeId);
        put(TRACE, TraceIds.ofCascade(cascadeId));
        put(EVENT, event);
        put(PIPELINE, pipeline);
    }

    /** While an event is handled. */
    public static LogContext of(Envelope envelope) {
        return new LogContext(envelope.cascadeId(), envelope.eventId(), envelope.pipeline());
    }

    /** While something is done that a lineage and perhaps a pipeline are known of; what is not known stays as it was. */
    public static LogContext of(Lineage lineage, @Nullable String pipeline) {
        return new LogContext(lineage.cascadeId(), lineage.causationId(), pipeline);
    }

    /** The same, where nothing is said of a cascade yet; otherwise only the pipeline is added. */
    public static LogContext within(Lineage lineage, @Nullable String pipeline) {
        var cascade = MDC.get(CASCADE);
        return cascade == null ? of(lineage, pipeline) : new LogContext(cascade, null, pipeline);
    }

    private static void put(String field, @Nullable String value) {
        if (value != null) {
            MDC.put(field, value);
        }
    }

    @Override
    public void close() {
        if (before == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(before);
        }
    }
}
