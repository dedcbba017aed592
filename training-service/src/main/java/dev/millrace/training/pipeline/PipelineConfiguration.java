package dev.millrace.training.pipeline;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.training.data.AddVersion;
import dev.millrace.training.data.FindDataset;
import dev.millrace.training.data.SelectVersions;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the decisions about pipelines. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PipelineProperties.class)
class PipelineConfiguration {

    @Bean
    AssessPipeline assessPipeline(SelectVersions selectVersions, PipelineProperties properties, Clock clock) {
        return new AssessPipeline(selectVersions, properties.verdictPatience(), clock);
    }

    @Bean
    DecideTrigger decideTrigger(
            PipelineProperties properties,
            AssessPipeline assessPipeline,
            Pipelines pipelines,
            PastEvents pastEvents,
            PipelineAnnouncements announcements) {
        return new DecideTrigger(
                new TriggerPolicy(properties.hopLimit()), assessPipeline, pipelines, pastEvents, announcements);
    }

    @Bean
    StartWaitingRun startWaitingRun(
            AssessPipeline assessPipeline,
            Pipelines pipelines,
            UnstartedRuns unstartedRuns,
            PastEvents pastEvents,
            PipelineAnnouncements announcements) {
        return new StartWaitingRun(assessPipeline, pipelines, unstartedRuns, pastEvents, announcements);
    }

    @Bean
    WakePipeline wakePipeline(StartWaitingRun startWaitingRun, DecideTrigger decideTrigger) {
        return new WakePipeline(startWaitingRun, decideTrigger);
    }

    @Bean
    DefinePipeline definePipeline(
            Aggregates aggregates,
            Pipelines pipelines,
            FindDataset findDataset,
            DecideTrigger decideTrigger,
            ArtifactStore artifacts) {
        return new DefinePipeline(aggregates, pipelines, findDataset, decideTrigger, artifacts);
    }

    @Bean
    TakeData takeData(Aggregates aggregates, AddVersion addVersion, Pipelines pipelines, DecideTrigger decideTrigger) {
        return new TakeData(aggregates, addVersion, pipelines, decideTrigger);
    }

    @Bean
    AnswerDrift answerDrift(Aggregates aggregates, DecideTrigger decideTrigger) {
        return new AnswerDrift(aggregates, decideTrigger);
    }

    @Bean
    FollowModel followModel(
            Aggregates aggregates,
            StartWaitingRun startWaitingRun,
            PastEvents pastEvents,
            Pipelines pipelines,
            PipelineAnnouncements announcements,
            Clock clock) {
        return new FollowModel(aggregates, startWaitingRun, pastEvents, pipelines, announcements, clock);
    }

    @Bean
    FollowRun followRun(
            Aggregates aggregates,
            StartWaitingRun startWaitingRun,
            PastEvents pastEvents,
            PipelineAnnouncements announcements) {
        return new FollowRun(aggregates, startWaitingRun, pastEvents, announcements);
    }

    @Bean
    StartRun startRun(Aggregates aggregates, DecideTrigger decideTrigger) {
        return new StartRun(aggregates, decideTrigger);
    }

    @Bean
    CancelWaitingRun cancelWaitingRun(
            Aggregates aggregates,
            Pipelines pipelines,
            UnstartedRuns unstartedRuns,
            PipelineAnnouncements announcements,
            Clock clock) {
        return new CancelWaitingRun(aggregates, pipelines, unstartedRuns, announcements, clock);
    }

    @Bean
    PipelineReferences pipelineReferences(Aggregates aggregates) {
        return new PipelineReferences(aggregates);
    }

    @Bean
    Backtest backtest(
            Aggregates aggregates,
            PastEvents pastEvents,
            PipelineProperties properties,
            AssessPipeline assessPipeline,
            Clock clock) {
        return new Backtest(aggregates, pastEvents, new TriggerPolicy(properties.hopLimit()), assessPipeline, clock);
    }

    @Bean
    FindTriggerState findTriggerState(
            Aggregates aggregates, Pipelines pipelines, AssessPipeline assessPipeline, PipelineProperties properties) {
        return new FindTriggerState(aggregates, pipelines, assessPipeline, new TriggerPolicy(properties.hopLimit()));
    }

    @Bean
    SummarizePipelines summarizePipelines(Pipelines pipelines) {
        return new SummarizePipelines(pipelines);
    }
}
