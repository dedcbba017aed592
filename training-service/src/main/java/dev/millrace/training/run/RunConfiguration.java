package dev.millrace.training.run;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.datasets.ColumnLists;
import dev.millrace.messaging.Aggregates;
import dev.millrace.training.data.DatasetVersions;
import dev.millrace.training.learn.LearnModel;
import dev.millrace.training.pipeline.CancelWaitingRun;
import dev.millrace.training.pipeline.Pipelines;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the runs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RunProperties.class)
class RunConfiguration {

    @Bean
    EndRun endRun(RunAnnouncements announcements, Runs runs) {
        return new EndRun(announcements, runs);
    }

    @Bean
    CreateRun createRun(Aggregates aggregates, Runs runs) {
        return new CreateRun(aggregates, runs);
    }

    @Bean
    TrainRun trainRun(
            Aggregates aggregates,
            DatasetVersions versions,
            ColumnLists columnLists,
            ArtifactStore artifacts,
            LearnModel learnModel,
            EndRun endRun,
            RunProperties properties,
            Clock clock) {
        var readTrainingData = new ReadTrainingData(versions, columnLists, artifacts);
        return new TrainRun(
                aggregates, readTrainingData, artifacts, learnModel, endRun, properties.concurrency(), clock);
    }

    @Bean
    CancelRun cancelRun(Aggregates aggregates, CancelWaitingRun cancelWaitingRun, EndRun endRun, Clock clock) {
        return new CancelRun(aggregates, cancelWaitingRun, endRun, clock);
    }

    @Bean
    SummarizeRuns summarizeRuns(Runs runs, Clock clock) {
        return new SummarizeRuns(runs, clock);
    }

    @Bean
    FindRuns findRuns(Aggregates aggregates, Pipelines pipelines, Runs runs) {
        return new FindRuns(aggregates, pipelines, runs);
    }
}
