package dev.millrace.serving.prediction;

import dev.millrace.serving.model.DecideServing;
import dev.millrace.serving.model.Readiness;
import dev.millrace.serving.model.ServedModels;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires predictions. */
@Configuration
@EnableConfigurationProperties(PredictionProperties.class)
class PredictionConfiguration {

    @Bean
    PredictionIds predictionIds() {
        return new PredictionIds();
    }

    @Bean
    RepositoryExtension repositoryExtension(Readiness readiness, DecideServing decideServing) {
        return new RepositoryExtension(readiness, decideServing);
    }

    @Bean
    Predict predict(
            ServedModels served,
            Readiness readiness,
            PredictionIds ids,
            PredictionLog log,
            Clock clock,
            PredictionProperties properties,
            MeterRegistry meters) {
        return new Predict(served, readiness, ids, log, clock, properties, new PredictionMeters(meters));
    }
}
