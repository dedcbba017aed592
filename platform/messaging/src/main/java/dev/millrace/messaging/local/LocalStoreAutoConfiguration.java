package dev.millrace.messaging.local;

import dev.millrace.messaging.MessagingProperties;
import dev.millrace.messaging.commit.Transport;
import dev.millrace.messaging.consume.Parking;
import dev.millrace.messaging.wire.SchemaCache;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

    private static final int PARKED = 200;

    @Bean
    SchemaCache localSchemaCache(MessagingProperties settings) {
        return new LocalSchemaCache(Path.of(settings.stateDirectory()));
    }

    @Bean
    Parking localParking(Environment environment, MessagingProperties settings, Transport transport, Clock clock) {
        return new LocalParking(
                environment.getRequiredProperty("spring.application.name"),
                transport,
                letters(),
                Path.of(settings.stateDirectory()),
                PARKED,
                clock);
    }

    /** One thread, that goes away while there is nothing to send. */
    private static ExecutorService letters() {
        var threads = Thread.ofPlatform().daemon().name("letter-", 0).factory();
        var letters = new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        letters.allowCoreThreadTimeOut(true);
        return letters;
    }
}
