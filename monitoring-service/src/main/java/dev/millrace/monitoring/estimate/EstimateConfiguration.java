package dev.millrace.monitoring.estimate;

import dev.millrace.artifacts.ArtifactStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the estimates. */
@Configuration(proxyBeanMethods = false)
class EstimateConfiguration {

    @Bean
    Estimations estimations(ArtifactStore artifacts, ReadTestAnswers answers, Clock clock) {
        return new Estimations(artifacts, answers, clock);
    }
}
