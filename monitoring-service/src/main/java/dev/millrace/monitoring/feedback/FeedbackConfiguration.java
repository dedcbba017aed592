package dev.millrace.monitoring.feedback;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.DirectPublisher;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires labels and what follows from them. */
@Configuration(proxyBeanMethods = false)
class FeedbackConfiguration {

    @Bean
    BeginScoring beginScoring(Aggregates aggregates, ArtifactStore artifacts) {
        return new BeginScoring(aggregates, artifacts);
    }

    @Bean
    ScoreLabels scoreLabels(Aggregates aggregates, Clock clock) {
        return new ScoreLabels(aggregates, new PredictionLog(aggregates, System::nanoTime), clock);
    }

    @Bean
    SendLabels sendLabels(DirectPublisher publisher) {
        return new SendLabels(publisher);
    }

    @Bean
    TakeLabels takeLabels(ScoreLabels scoreLabels, SendLabels sendLabels) {
        return new TakeLabels(scoreLabels, sendLabels);
    }

    @Bean
    ReadPerformance readPerformance(Aggregates aggregates) {
        return new ReadPerformance(aggregates);
    }
}
