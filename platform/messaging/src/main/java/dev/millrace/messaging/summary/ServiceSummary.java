package dev.millrace.messaging.summary;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service is, and what of one project wants a person.
 *
 * @param counts how many of its own things there are; what comes and goes is counted over the last 24 hours
 * @param hours the same hour by hour, oldest first; empty where that says nothing
 * @param attention the worst first, and of those the newest
 * @param moreAttention whether there is more than is listed
 */
public record ServiceSummary(
        @JsonUnwrapped Replica replica,
        Instant at,
        @JsonUnwrapped Condition condition,
        Map<String, Long> counts,
        List<SummarySource.Hour> hours,
        List<Attention> attention,
        boolean moreAttention) {

    /** Who answers; of several replicas it is any. */
    public record Replica(
            String service, String instance, @Nullable String version, Instant startedAt) {}

    /**
     * How it is.
     *
     * @param ready whether all of its parts are
     */
    public record Condition(boolean ready, List<Part> parts, List<TopicState> topics) {}

    /** @param detail what is wrong with it; null where nothing is */
    public record Part(String name, boolean ready, @Nullable String detail) {}

    /**
     * One topic that it reads.
     *
     * @param lastHour records that came in the last hour; null where the broker did not say
     * @param lag records that wait to be read; null where each replica reads the whole topic, or the broker did not say
     * @param parked records of it that were put aside and wait for a person
     */
    public record TopicState(
            String topic, @Nullable Long lastHour, @Nullable Long lag, long parked) {}
}
