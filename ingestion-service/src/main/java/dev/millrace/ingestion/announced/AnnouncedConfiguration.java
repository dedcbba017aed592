package dev.millrace.ingestion.announced;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.ingestion.dataset.AddVersion;
import dev.millrace.ingestion.dataset.TakeInFile;
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
            AnnouncedProperties properties,
            ArtifactStore artifacts,
            TakeInFile takeInFile,
            AddVersion addVersion,
            Refusals refusals) {
        var files = new AnnouncedContent(new PermittedDirectory(properties.permitted()), artifacts);
        return new TakeInAnnouncedFile(files, takeInFile, addVersion, refusals, properties.workers());
    }

    @Bean
    AnnouncedReferences announcedReferences(Aggregates aggregates) {
        return new AnnouncedReferences(aggregates.of(AnnouncedFile.TYPE));
    }
}
