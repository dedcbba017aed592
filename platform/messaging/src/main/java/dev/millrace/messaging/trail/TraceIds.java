package dev.millrace.messaging.trail;

import dev.millrace.messaging.EventIds;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The ids of traces and spans follow from the ids of cascades and events: a cascade is a trace, and the publication of an
 * event is a span of it. So whoever has an event knows its trace, whatever outbox, retry or job lies between.
 */
public final class TraceIds {

    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;

    private static final Pattern OURS = Pattern.compile("[0-9a-f]{32}");

    private TraceIds() {}

    /** The trace of a cascade, in 32 hexadecimal digits. */
    public static String ofCascade(String cascadeId) {
        return EventIds.sha256(cascadeId.getBytes(StandardCharsets.UTF_8)).substring(0, TRACE_DIGITS);
    }

    /** The span of an event's publication, in 16 hexadecimal digits: the first of its id, unless an outsider chose that. */
    public static String ofEvent(String eventId) {
        var digits =
                OURS.matcher(eventId).matches() ? eventId : EventIds.sha256(eventId.getBytes(StandardCharsets.UTF_8));
        return digits.substring(0, SPAN_DIGITS);
    }

    /** The span of the request that began a cascade, in 16 hexadecimal digits. */
    static String ofRequest(String cascadeId) {
        return ofCascade(cascadeId).substring(SPAN_DIGITS);
    }

    /**
     * The header {@code traceparent} of W3C for an event of a cascade.
     *
     * @param sampled whether its span is recorded
     */
    public static String traceParent(String cascadeId, String eventId, boolean sampled) {
        return traceParent(ofCascade(cascadeId), ofEvent(eventId), sampled ? "01" : "00");
    }

    /** The same for the request that began a cascade. */
    public static String traceParentOfRequest(String cascadeId) {
        return traceParent(ofCascade(cascadeId), ofRequest(cascadeId), "01");
    }

    private static String traceParent(String trace, String span, String flags) {
        return "00-" + trace + "-" + span + "-" + flags;
    }
}
