package dev.millrace.registry.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires pipelines. */
@Configuration(proxyBeanMethods = false)
class PipelineConfiguration {

    /** Of specifications that give none: always the same, so that the same data give the same split and model anywhere. */
    private static final long DEFAULT_SEED = 1;

    @Bean
    AggregateStore<PipelineState> pipelineStore(Aggregates aggregates) {
        return aggregates.of(new AggregateType<>("pipelines", PipelineState.class));
    }

    @Bean
    ClaimFeedbackDataset claimFeedbackDataset(
            Aggregates aggregates,
            AggregateStore<PipelineState> pipelines,
            Specifications specifications,
            Clock clock) {
        var datasets = aggregates.of(new AggregateType<>("feedback-datasets", FeedbackDataset.class));
        return new ClaimFeedbackDataset(datasets, pipelines, specifications, clock);
    }

    @Bean
    ApplyPipeline applyPipeline(
            AggregateStore<PipelineState> pipelines,
            Specifications specifications,
            PipelineVersions versions,
            ServedModels servedModels,
            ClaimFeedbackDataset claimFeedbackDataset,
            PipelineAnnouncements announcements,
            Clock clock) {
        return new ApplyPipeline(
                pipelines,
                specifications,
                versions,
                servedModels,
                claimFeedbackDataset,
                announcements,
                clock,
                () -> DEFAULT_SEED,
                PipelineConfiguration::cascadeId);
    }

    @Bean
    ConfirmVersion confirmVersion(AggregateStore<PipelineState> pipelines, Clock clock) {
        return new ConfirmVersion(pipelines, clock, PipelineConfiguration::cascadeId);
    }

    @Bean
    FindJudgingPolicy findJudgingPolicy(AggregateStore<PipelineState> pipelines, Specifications specifications) {
        return new FindJudgingPolicy(pipelines, specifications);
    }

    @Bean
    FindRetention findRetention(AggregateStore<PipelineState> pipelines, Specifications specifications) {
        return new FindRetention(pipelines, specifications);
    }

    @Bean
    Pipelines pipelines(
            AggregateStore<PipelineState> pipelines, Specifications specifications, PipelineVersions versions) {
        return new Pipelines(pipelines, specifications, versions);
    }

    private static String cascadeId() {
        return UUID.randomUUID().toString();
    }
}
