package dev.millrace.ingestion.announced;

import dev.millrace.ingestion.dataset.AddVersion;
import dev.millrace.ingestion.dataset.ReceiveFile;
import dev.millrace.messaging.Aggregates;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the feature. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnnouncedProperties.class)
class AnnouncedConfiguration {

    @Bean
    RecordAnnouncement recordAnnouncement(Aggregates aggregates, Clock clock) {
        return new RecordAnnouncement(aggregates.of(AnnouncedFile.TYPE), clock);
    }

    @Bean
    TakeInAnnouncedFile takeInAnnouncedFile(
            AnnouncedProperties properties, ReceiveFile receiveFile, AddVersion addVersion, Refusals refusals) {
        var permitted = new PermittedDirectory(properties.permitted());
        return new TakeInAnnouncedFile(permitted, receiveFile, addVersion, refusals, properties.workers());
    }
}
