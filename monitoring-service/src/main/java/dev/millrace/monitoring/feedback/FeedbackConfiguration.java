package dev.millrace.monitoring.feedback;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.WindowMeters;
import dev.millrace.monitoring.drift.rule.Rules;
import dev.millrace.monitoring.episode.Episodes;
import dev.millrace.monitoring.episode.ReplacementAnnouncements;
import dev.millrace.monitoring.estimate.Estimates;
import dev.millrace.monitoring.estimate.Estimations;
import dev.millrace.monitoring.gather.GatherRules;
import dev.millrace.monitoring.gather.GatheredRows;
import dev.millrace.monitoring.gather.ReadBatches;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Wires labels and what follows from them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedbackProperties.class)
class FeedbackConfiguration {

    /** How often labels that wait are looked through. */
    private static final Duration SWEEP = Duration.ofSeconds(20);

    @Bean
    BeginScoring beginScoring(
            Aggregates aggregates,
            ScoredModels models,
            ArtifactStore artifacts,
            ReplacementAnnouncements announcements) {
        return new BeginScoring(aggregates, models, artifacts, announcements);
    }

    @Bean
    CloseLabelWindows closeLabelWindows(
            Aggregates aggregates,
            ScoredModels models,
            Episodes episodes,
            PerformanceAnnouncements announcements,
            Estimations estimations,
            Rules rules,
            WindowMeters meters) {
        return new CloseLabelWindows(aggregates, models, episodes, announcements, estimations, rules, meters);
    }

    @Bean
    ScoreLabels scoreLabels(
            Aggregates aggregates,
            Predictions predictions,
            WaitingLabels waiting,
            CloseLabelWindows closeWindows,
            GatherLabelled gather,
            PredictionTopic predictionTopic,
            Clock clock) {
        return new ScoreLabels(aggregates, predictions, waiting, closeWindows, gather, predictionTopic, clock);
    }

    @Bean
    GatherLabelled gatherLabelled(GatherRules rules, GatheredRows rows, Clock clock) {
        return new GatherLabelled(rules, rows, clock);
    }

    @Bean
    ReadGathering readGathering(Aggregates aggregates, GatherRules rules, ReadBatches readBatches) {
        return new ReadGathering(aggregates, rules, readBatches);
    }

    @Bean
    SchedulingConfigurer sweepOfWaitingLabels(ScoreLabels scoreLabels) {
        return tasks -> tasks.addFixedDelayTask(scoreLabels::sweep, SWEEP);
    }

    @Bean
    SendLabels sendLabels(LabelTopic topic, Aggregates aggregates, Predictions predictions) {
        return new SendLabels(topic, aggregates, predictions);
    }

    @Bean
    SummarizeScores summarizeScores(ScoredModels models) {
        return new SummarizeScores(models);
    }

    @Bean
    FindPrediction findPrediction(Predictions predictions) {
        return new FindPrediction(predictions);
    }

    @Bean
    FindRowLabel findRowLabel(Aggregates aggregates, ArtifactStore artifacts) {
        return new FindRowLabel(aggregates, artifacts);
    }

    @Bean
    ReadPerformance readPerformance(Aggregates aggregates, WaitingLabels waiting, Estimates estimates) {
        return new ReadPerformance(aggregates, waiting, estimates);
    }
}
