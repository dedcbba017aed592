package dev.millrace.monitoring.drift;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.WindowMeters;
import dev.millrace.monitoring.drift.rule.Rules;
import dev.millrace.monitoring.drift.watch.Approvals;
import dev.millrace.monitoring.drift.watch.Baselines;
import dev.millrace.monitoring.drift.watch.CloseQuietWindow;
import dev.millrace.monitoring.drift.watch.CloseWindows;
import dev.millrace.monitoring.drift.watch.CountPredictions;
import dev.millrace.monitoring.drift.watch.DriftAnnouncements;
import dev.millrace.monitoring.drift.watch.EstimateAnnouncements;
import dev.millrace.monitoring.drift.watch.JudgedWindows;
import dev.millrace.monitoring.drift.watch.ReadDrift;
import dev.millrace.monitoring.drift.watch.ReadEstimates;
import dev.millrace.monitoring.drift.watch.ReadHistory;
import dev.millrace.monitoring.drift.watch.StartWatch;
import dev.millrace.monitoring.drift.watch.SummarizeDrift;
import dev.millrace.monitoring.drift.watch.WatchedModels;
import dev.millrace.monitoring.drift.watch.WindowHistory;
import dev.millrace.monitoring.episode.Episodes;
import dev.millrace.monitoring.episode.ReplacementAnnouncements;
import dev.millrace.monitoring.estimate.Estimations;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the watches. */
@Configuration(proxyBeanMethods = false)
class DriftConfiguration {

    @Bean
    Baselines baselines(ArtifactStore artifacts, Estimations estimations) {
        return new Baselines(artifacts, estimations);
    }

    @Bean
    Rules rules(Aggregates aggregates) {
        return new Rules(aggregates);
    }

    @Bean
    Approvals approvals() {
        return new Approvals();
    }

    @Bean
    StartWatch startWatch(
            Aggregates aggregates,
            WatchedModels models,
            Baselines baselines,
            Approvals approvals,
            ReplacementAnnouncements announcements) {
        return new StartWatch(aggregates, models, baselines, approvals, announcements);
    }

    @Bean
    WindowMeters windowMeters(MeterRegistry meters) {
        return new WindowMeters(meters);
    }

    @Bean
    CloseWindows closeWindows(
            Aggregates aggregates,
            JudgedWindows windows,
            WindowHistory history,
            WatchedModels models,
            Baselines baselines,
            Rules rules,
            Episodes episodes,
            DriftAnnouncements announcements,
            EstimateAnnouncements estimateAnnouncements,
            WindowMeters meters,
            Clock clock) {
        return new CloseWindows(
                aggregates,
                windows,
                history,
                models,
                baselines,
                rules,
                episodes,
                announcements,
                estimateAnnouncements,
                meters,
                clock);
    }

    @Bean
    CloseQuietWindow closeQuietWindow(CloseWindows closeWindows) {
        return new CloseQuietWindow(closeWindows);
    }

    @Bean
    CountPredictions countPredictions(
            Aggregates aggregates,
            Baselines baselines,
            Rules rules,
            Approvals approvals,
            CloseWindows closeWindows,
            MeterRegistry meters) {
        var unwatched = Counter.builder("millrace.monitoring.unwatched")
                .description("Rows of predictions that no watch counts, because no approval of their model was read")
                .register(meters);
        return new CountPredictions(aggregates, baselines, rules, approvals, closeWindows, unwatched::increment);
    }

    @Bean
    ReadDrift readDrift(
            Aggregates aggregates,
            JudgedWindows windows,
            WatchedModels models,
            Baselines baselines,
            Rules rules,
            Clock clock) {
        return new ReadDrift(aggregates, windows, models, baselines, rules, clock);
    }

    @Bean
    ReadHistory readHistory(Aggregates aggregates, WindowHistory history) {
        return new ReadHistory(aggregates, history);
    }

    @Bean
    ReadEstimates readEstimates(Aggregates aggregates, JudgedWindows windows, Estimations estimations) {
        return new ReadEstimates(aggregates, windows, estimations);
    }

    @Bean
    SummarizeDrift summarizeDrift(WatchedModels models) {
        return new SummarizeDrift(models);
    }
}
