package dev.millrace.artifacts;

import org.springframework.boot.autoconfigure.AutoConfiguration;
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
}
