package dev.millrace.monitoring.drift;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.retention.Retained;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the watches. */
@Configuration(proxyBeanMethods = false)
class DriftConfiguration {

    @Bean
    References references(ArtifactStore artifacts) {
        return new References(artifacts);
    }

    @Bean
    Rules rules(Aggregates aggregates) {
        return new Rules(aggregates);
    }

    @Bean
    StartWatch startWatch(Aggregates aggregates, References references) {
        return new StartWatch(aggregates, references);
    }

    @Bean
    CountPredictions countPredictions(Aggregates aggregates, References references, Rules rules) {
        return new CountPredictions(aggregates, references, rules);
    }

    @Bean
    Retained oldWindows(Aggregates aggregates) {
        return before -> Watches.in(aggregates).windows().forget("to", before);
    }

    @Bean
    ReadDrift readDrift(Aggregates aggregates, References references, Rules rules) {
        return new ReadDrift(aggregates, references, rules);
    }
}
