package dev.millrace.artifacts.web;

import dev.millrace.artifacts.ArtifactReferences;
import dev.millrace.artifacts.LocalArtifactStore;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Gives every service that keeps artifacts the route, also one whose documents refer to none. */
@AutoConfiguration(afterName = "dev.millrace.artifacts.ArtifactsAutoConfiguration")
@ConditionalOnWebApplication
class ReferencesAutoConfiguration {

    @Bean
    @ConditionalOnBean(LocalArtifactStore.class)
    ReferencesController referencesController(
            Environment environment, LocalArtifactStore store, ObjectProvider<ArtifactReferences> references) {
        return new ReferencesController(
                environment.getProperty("spring.application.name", ""),
                store,
                List.copyOf(references.stream().toList()));
    }
}
