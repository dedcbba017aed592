package dev.millrace.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of what every service has that publishes. A deployment rarely needs any of them.
 *
 * @param store where state, outboxes and parked records live; {@code none} for a service without a document store
 * @param stateDirectory for the locks of instance names, and for what a service without a document store must remember
 * @param sendPatience with one acknowledgement of the broker
 * @param registryTimeout for one answer of the schema registry
 */
@ConfigurationProperties("millrace.messaging")
public record MessagingProperties(
        @DefaultValue("mongo") Store store,
        @DefaultValue(".millrace/state") String stateDirectory,
        @DefaultValue("125s") Duration sendPatience,
        @DefaultValue("5s") Duration registryTimeout) {

    /** What stands behind a service's state. */
    public enum Store {
        MONGO,
        NONE
    }
}
