package dev.millrace.monitoring.model;

import dev.millrace.monitoring.cascade.TraceCauses;
import dev.millrace.monitoring.drift.watch.JudgedWindows;
import dev.millrace.monitoring.drift.watch.WatchedModels;
import dev.millrace.monitoring.episode.Episodes;
import dev.millrace.monitoring.feedback.FindPrediction;
import dev.millrace.monitoring.feedback.ScoredModels;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what is asked about models: their list, their episodes, and what their answers are from. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    FindModels findModels(WatchedModels watched, ScoredModels scored) {
        return new FindModels(watched, scored);
    }

    @Bean
    FindEpisodes findEpisodes(Episodes episodes, JudgedWindows windows, WatchedModels watched) {
        return new FindEpisodes(episodes, windows, watched);
    }

    @Bean
    FindOrigin findOrigin(FindPrediction findPrediction, WatchedModels watched, TraceCauses traceCauses) {
        return new FindOrigin(findPrediction, watched, traceCauses);
    }
}
