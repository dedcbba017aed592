package dev.millrace.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of consumers. A deployment rarely needs any of them.
 *
 * @param concurrency consumers that share the partitions of this replica
 * @param groupProtocol how replicas agree on who reads what
 * @param sessionTimeout after which a dead consumer's partitions go to another; with the protocol CONSUMER the broker decides
 * @param pauseBetweenBatches in which records gather for batch listeners
 * @param handlerTimeout for one listener and one record, after which the record is parked
 * @param parkedRetryInterval between two attempts at records that time may cure
 * @param parkedRetryFor how long after parking such attempts are made
 */
@ConfigurationProperties("millrace.messaging")
public record ListeningProperties(
        @DefaultValue("1") int concurrency,
        @DefaultValue("CLASSIC") GroupProtocol groupProtocol,
        @DefaultValue("15s") Duration sessionTimeout,
        @DefaultValue("0s") Duration pauseBetweenBatches,
        @DefaultValue("60s") Duration handlerTimeout,
        @DefaultValue("10s") Duration parkedRetryInterval,
        @DefaultValue("10m") Duration parkedRetryFor) {

    /** How the replicas of a service share partitions. */
    public enum GroupProtocol {
        /** The clients agree among themselves, in rounds that all of them take part in. */
        CLASSIC,
        /** The broker tells each of them (KIP-848); it also sets the session timeout. */
        CONSUMER
    }

    public ListeningProperties {
        if (concurrency < 1) {
            throw new IllegalArgumentException("millrace.messaging: concurrency is at least 1");
        }
    }
}
