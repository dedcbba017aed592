package dev.millrace.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the kernel. A deployment rarely needs any of them.
 *
 * @param store where state, outboxes and parked records live; {@code none} for a service without a document store
 * @param stateDirectory for the locks of instance names, and for what a service without a document store must remember
 * @param concurrency consumers that share the partitions of this replica
 * @param groupProtocol how replicas agree on who reads what
 * @param pauseBetweenBatches in which records gather for batch listeners
 * @param handlerTimeout for one listener and one record, after which the record is parked
 * @param outboxLimit entries that may wait in one aggregate before it refuses changes
 * @param sweepInterval between two looks for what the fast path missed
 * @param sweepGrace left to the fast path
 * @param sendPatience with one acknowledgement of the broker
 * @param parkedRetryInterval between two attempts at records that time may cure
 * @param parkedRetryFor how long after parking such attempts are made
 * @param jobPoll between two looks for jobs
 * @param jobBeat between two signs of life of a running job
 * @param jobTakeover how long the same sign of life must have been watched before a job is taken over
 * @param jobAttempts after which a job has failed
 * @param registryTimeout for one answer of the schema registry
 * @param sessionTimeout after which a dead consumer's partitions go to another; with the protocol CONSUMER the broker decides
 */
@ConfigurationProperties("millrace.messaging")
public record MessagingProperties(
        @DefaultValue("mongo") Store store,
        @DefaultValue(".millrace/state") String stateDirectory,
        @DefaultValue("1") int concurrency,
        @DefaultValue("CLASSIC") GroupProtocol groupProtocol,
        @DefaultValue("0s") Duration pauseBetweenBatches,
        @DefaultValue("60s") Duration handlerTimeout,
        @DefaultValue("50") int outboxLimit,
        @DefaultValue("1s") Duration sweepInterval,
        @DefaultValue("2s") Duration sweepGrace,
        @DefaultValue("125s") Duration sendPatience,
        @DefaultValue("10s") Duration parkedRetryInterval,
        @DefaultValue("10m") Duration parkedRetryFor,
        @DefaultValue("2s") Duration jobPoll,
        @DefaultValue("5s") Duration jobBeat,
        @DefaultValue("30s") Duration jobTakeover,
        @DefaultValue("3") int jobAttempts,
        @DefaultValue("5s") Duration registryTimeout,
        @DefaultValue("15s") Duration sessionTimeout) {

    /** What stands behind a service's state. */
    public enum Store {
        MONGO,
        NONE
    }

    /** How the replicas of a service share partitions. */
    public enum GroupProtocol {
        /** The clients agree among themselves, in rounds that all of them take part in. */
        CLASSIC,
        /** The broker tells each of them (KIP-848); it also sets the session timeout. */
        CONSUMER
    }

    public MessagingProperties {
        if (concurrency < 1 || outboxLimit < 2 || jobAttempts < 1) {
            throw new IllegalArgumentException(
                    "millrace.messaging: concurrency and job-attempts are at least 1, outbox-limit at least 2");
        }
    }
}
