package dev.millrace.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.MessagingProperties;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class LongProfilesTests {

    @Test
    void keepsThePartitionForAsLongAsAProfileMayTake() throws IOException {
        var environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        var settings = Binder.get(environment);
        Duration limit = settings.bindOrCreate("millrace.messaging", MessagingProperties.class)
                .handlerTimeout();
        Duration polled = settings.bindOrCreate("spring.kafka", KafkaProperties.class)
                .getConsumer()
                .getMaxPollInterval();

        assertThat(limit).isGreaterThan(Duration.ofMinutes(10));
        assertThat(polled).isGreaterThan(limit);
    }
}
