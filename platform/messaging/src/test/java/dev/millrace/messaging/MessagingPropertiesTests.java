package dev.millrace.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MessagingPropertiesTests {

    @Test
    void hasTheDefaultsThatTheDocumentsPromise() {
        var settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("millrace.messaging", MessagingProperties.class);

        assertThat(settings)
                .isEqualTo(new MessagingProperties(
                        MessagingProperties.Store.MONGO,
                        ".millrace/state",
                        1,
                        MessagingProperties.GroupProtocol.CLASSIC,
                        Duration.ZERO,
                        Duration.ofSeconds(60),
                        50,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(125),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        3,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15)));
    }
}
