package dev.millrace.validation.dataset;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.datasets.ColumnLists;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the feature. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatasetProperties.class)
class DatasetConfiguration {

    @Bean
    AggregateStore<AwaitedVersion> awaitedVersions(Aggregates aggregates) {
        return aggregates.of(AwaitedVersion.TYPE);
    }

    @Bean
    AggregateStore<JudgedDataset> judgedDatasets(Aggregates aggregates) {
        return aggregates.of(JudgedDataset.TYPE);
    }

    @Bean
    StoredJson storedJson(ArtifactStore artifacts, JsonMapper json) {
        return new StoredJson(artifacts, json);
    }

    @Bean
    RecordVersion recordVersion(AggregateStore<AwaitedVersion> versions, ArtifactStore artifacts, Clock clock) {
        return new RecordVersion(versions, artifacts, clock);
    }

    @Bean
    Judge judge(ProfileVersion profiles, ColumnLists columns, StoredJson artifacts, Clock clock) {
        return new Judge(profiles, columns, artifacts, clock);
    }

    @Bean
    JudgeVersion judgeVersion(
            AggregateStore<AwaitedVersion> versions,
            AggregateStore<JudgedDataset> datasets,
            Verdicts verdicts,
            SchemaVersions schemas,
            Judge judge,
            DatasetAnnouncements announcements,
            DatasetProperties properties,
            Clock clock) {
        return new JudgeVersion(versions, datasets, verdicts, schemas, judge, announcements, properties, clock);
    }

    @Bean
    JudgeAgain judgeAgain(
            AggregateStore<AwaitedVersion> versions, AggregateStore<JudgedDataset> datasets, Clock clock) {
        return new JudgeAgain(versions, datasets, clock);
    }

    @Bean
    CorrectSchema correctSchema(
            AggregateStore<JudgedDataset> datasets, SchemaVersions schemas, StoredJson artifacts, Clock clock) {
        return new CorrectSchema(datasets, schemas, artifacts, clock);
    }

    @Bean
    FindSchemas findSchemas(
            AggregateStore<JudgedDataset> datasets,
            SchemaVersions schemas,
            FindVerdicts verdicts,
            StoredJson artifacts) {
        return new FindSchemas(datasets, schemas, verdicts, artifacts);
    }

    @Bean
    ListJudged listJudged(AggregateStore<JudgedDataset> datasets) {
        return new ListJudged(datasets);
    }

    @Bean
    SummarizeVerdicts summarizeVerdicts(Verdicts verdicts, Clock clock) {
        return new SummarizeVerdicts(verdicts, clock);
    }

    @Bean
    FindVerdicts findVerdicts(Verdicts verdicts, StoredJson artifacts) {
        return new FindVerdicts(verdicts, artifacts);
    }
}
