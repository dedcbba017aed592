package dev.millrace.registry.model;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.registry.history.Generations;
import dev.millrace.registry.history.Versions;
import dev.millrace.registry.judging.GraphCheck;
import dev.millrace.registry.judging.MetricsCheck;
import dev.millrace.registry.judging.PackageCheck;
import dev.millrace.registry.pipeline.FindJudgingPolicy;
import dev.millrace.registry.pipeline.ServedModels;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires models. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelProperties.class)
class ModelConfiguration {

    private static final AggregateType<ModelState> MODELS = new AggregateType<>("models", ModelState.class);

    @Bean
    AggregateStore<ModelState> modelStore(Aggregates aggregates) {
        return aggregates.of(MODELS);
    }

    @Bean
    ApprovalMeters approvalMeters(Versions versions, Clock clock) {
        return new ApprovalMeters(versions, clock, System::nanoTime);
    }

    @Bean
    PackageCheck packageCheck(ArtifactStore artifacts, Datasets datasets, ModelProperties properties) {
        return new PackageCheck(
                artifacts,
                new MetricsCheck(datasets, properties.metricTolerance()),
                new GraphCheck(artifacts, properties.graphSize().toBytes(), properties.graphLimit()));
    }

    @Bean
    JudgeCandidate judgeCandidate(
            AggregateStore<ModelState> models,
            FindJudgingPolicy policies,
            PackageCheck packageCheck,
            Versions versions,
            Generations generations,
            ModelAnnouncements announcements,
            Clock clock) {
        return new JudgeCandidate(models, policies, packageCheck, versions, generations, announcements, clock);
    }

    @Bean
    DecideVersion decideVersion(
            AggregateStore<ModelState> models,
            Versions versions,
            Generations generations,
            ModelAnnouncements announcements,
            Clock clock) {
        return new DecideVersion(models, versions, generations, announcements, clock, ModelConfiguration::cascadeId);
    }

    @Bean
    RollBackModel rollBackModel(
            AggregateStore<ModelState> models,
            Versions versions,
            Generations generations,
            ModelAnnouncements announcements,
            Clock clock) {
        return new RollBackModel(models, versions, generations, announcements, clock, ModelConfiguration::cascadeId);
    }

    @Bean
    RecordDeployment recordDeployment(
            AggregateStore<ModelState> models,
            Generations generations,
            ModelAnnouncements announcements,
            ModelProperties properties,
            Clock clock) {
        return new RecordDeployment(models, generations, announcements, properties.returnAfter(), clock);
    }

    @Bean
    RecordServingDecision recordServingDecision(AggregateStore<ModelState> models) {
        return new RecordServingDecision(models);
    }

    @Bean
    ReturnModel returnModel(Generations generations, ModelAnnouncements announcements, Clock clock) {
        return new ReturnModel(MODELS, generations, announcements, clock, ModelConfiguration::cascadeId);
    }

    @Bean
    SummarizeModels summarizeModels(Versions versions, Clock clock) {
        return new SummarizeModels(versions, clock);
    }

    @Bean
    Models models(AggregateStore<ModelState> models) {
        return new Models(models);
    }

    @Bean
    ServedModels servedModels(Models models) {
        return models::hasChampion;
    }

    private static String cascadeId() {
        return UUID.randomUUID().toString();
    }
}
