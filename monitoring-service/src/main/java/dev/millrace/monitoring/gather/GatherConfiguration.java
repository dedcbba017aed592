package dev.millrace.monitoring.gather;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.messaging.Aggregates;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Wires the feature. */
@Configuration(proxyBeanMethods = false)
class GatherConfiguration {

    /** How often it is looked whether there are rows enough, or one has waited long enough. */
    private static final Duration SWEEP = Duration.ofSeconds(5);

    @Bean
    GatherRules gatherRules(Aggregates aggregates) {
        return new GatherRules(aggregates);
    }

    @Bean
    MakeBatches makeBatches(
            Aggregates aggregates,
            GatherRules rules,
            GatheredRows gathered,
            BatchList list,
            BatchAnnouncements announcements,
            ArtifactStore artifacts,
            Clock clock) {
        return new MakeBatches(aggregates, rules, gathered, list, announcements, artifacts, clock);
    }

    @Bean
    SchedulingConfigurer sweepOfGatheredRows(MakeBatches makeBatches) {
        return tasks -> tasks.addFixedDelayTask(makeBatches::sweep, SWEEP);
    }

    @Bean
    ReadBatches readBatches(Aggregates aggregates, BatchList list) {
        return new ReadBatches(aggregates, list);
    }
}
