package dev.millrace.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MessagingPropertiesTests {

    private static <T> T defaults(Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("millrace.messaging", type);
    }

    @Test
    void haveTheDefaultsThatTheDocumentsPromise() {
        assertThat(defaults(MessagingProperties.class))
                .isEqualTo(new MessagingProperties(
                        MessagingProperties.Store.MONGO,
                        ".millrace/state",
                        Duration.ofSeconds(125),
                        Duration.ofSeconds(5)));
        assertThat(defaults(ListeningProperties.class))
                .isEqualTo(new ListeningProperties(
                        1,
                        ListeningProperties.GroupProtocol.CLASSIC,
                        Duration.ofSeconds(15),
                        Duration.ZERO,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(10)));
        assertThat(defaults(AggregateProperties.class))
                .isEqualTo(new AggregateProperties(
                        50,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        3));
    }

    @Test
    void bindByTheNamesOfThePrefixThatTheyShare() {
        var values = Map.of(
                "millrace.messaging.registry-timeout", "1s",
                "millrace.messaging.parked-retry-for", "2m",
                "millrace.messaging.job-attempts", "4");
        var binder = new Binder(new MapConfigurationPropertySource(values));

        assertThat(binder.bindOrCreate("millrace.messaging", MessagingProperties.class)
                        .registryTimeout())
                .hasSeconds(1);
        assertThat(binder.bindOrCreate("millrace.messaging", ListeningProperties.class)
                        .parkedRetryFor())
                .hasMinutes(2);
        assertThat(binder.bindOrCreate("millrace.messaging", AggregateProperties.class)
                        .jobAttempts())
                .isEqualTo(4);
    }
}
