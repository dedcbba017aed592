package dev.millrace.monitoring.model;

import dev.millrace.monitoring.drift.watch.WatchedModels;
import dev.millrace.monitoring.feedback.ScoredModels;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the list of models. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    FindModels findModels(WatchedModels watched, ScoredModels scored) {
        return new FindModels(watched, scored);
    }
}
