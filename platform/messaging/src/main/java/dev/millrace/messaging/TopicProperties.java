package dev.millrace.messaging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the topics are expected to be like, as they were made by {@code deploy/topics.yaml}, which reads the same settings from
 * the environment. A service says what differs.
 *
 * @param partitions of every topic of events; a table may have fewer
 * @param replication brokers that keep a copy of each record
 */
@ConfigurationProperties("millrace.topics")
public record TopicProperties(
        @DefaultValue("12") int partitions,
        @DefaultValue("1") int replication) {}
