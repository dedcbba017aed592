package dev.millrace.registry.evaluation;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.datasets.Datasets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires evaluations. */
@Configuration(proxyBeanMethods = false)
class EvaluationConfiguration {

    @Bean
    EvaluateVersion evaluateVersion(ArtifactStore artifacts, Datasets datasets) {
        return new EvaluateVersion(artifacts, datasets);
    }
}
