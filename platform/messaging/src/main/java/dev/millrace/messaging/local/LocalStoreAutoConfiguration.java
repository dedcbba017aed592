package dev.millrace.messaging.local;

import dev.millrace.messaging.MessagingProperties;
import dev.millrace.messaging.commit.Transport;
import dev.millrace.messaging.consume.Parking;
import dev.millrace.messaging.wire.SchemaCache;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The files of a service without a document store. */
@AutoConfiguration
@ConditionalOnProperty(name = "millrace.messaging.store", havingValue = "none")
@EnableConfigurationProperties(MessagingProperties.class)
class LocalStoreAutoConfiguration {

    @Bean
    SchemaCache localSchemaCache(MessagingProperties settings) {
        return new LocalSchemaCache(Path.of(settings.stateDirectory()));
    }

    @Bean
    Parking localParking(Environment environment, MessagingProperties settings, Transport transport, Clock clock) {
        return new LocalParking(
                environment.getRequiredProperty("spring.application.name"),
                transport,
                Path.of(settings.stateDirectory()),
                clock);
    }
}
