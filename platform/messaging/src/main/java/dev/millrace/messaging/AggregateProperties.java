package dev.millrace.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of aggregates, their outboxes and their jobs. A deployment rarely needs any of them.
 *
 * @param outboxLimit entries that may wait in one aggregate before it refuses changes
 * @param sweepInterval between two looks for what the fast path missed
 * @param sweepGrace left to the fast path
 * @param jobPoll between two looks for jobs
 * @param jobBeat between two signs of life of a running job
 * @param jobTakeover how long the same sign of life must have been watched before a job is taken over
 * @param jobAttempts after which a job has failed
 */
@ConfigurationProperties("millrace.messaging")
public record AggregateProperties(
        @DefaultValue("50") int outboxLimit,
        @DefaultValue("1s") Duration sweepInterval,
        @DefaultValue("2s") Duration sweepGrace,
        @DefaultValue("2s") Duration jobPoll,
        @DefaultValue("5s") Duration jobBeat,
        @DefaultValue("30s") Duration jobTakeover,
        @DefaultValue("3") int jobAttempts) {

    public AggregateProperties {
        if (outboxLimit < 2 || jobAttempts < 1) {
            throw new IllegalArgumentException(
                    "millrace.messaging: outbox-limit is at least 2, job-attempts at least 1");
        }
    }
}
