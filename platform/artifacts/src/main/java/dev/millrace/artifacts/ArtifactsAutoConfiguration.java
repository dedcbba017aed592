package dev.millrace.artifacts;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives every service that has this module the artifact store of its settings. */
@AutoConfiguration
@EnableConfigurationProperties(ArtifactSettings.class)
class ArtifactsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(ArtifactStore.class)
    LocalArtifactStore artifactStore(ArtifactSettings settings) {
        return new LocalArtifactStore(settings.directory());
    }

    @Bean
    @ConditionalOnBean(LocalArtifactStore.class)
    DraftSweep draftSweep(LocalArtifactStore store, ObjectProvider<Clock> clock) {
        return new DraftSweep(store, clock.getIfAvailable(Clock::systemUTC));
    }
}
