package dev.millrace.ingestion.dataset;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.ColumnLists;
import dev.millrace.datasets.Datasets;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the feature. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadProperties.class)
class DatasetConfiguration {

    @Bean
    AggregateStore<DatasetState> datasetStore(Aggregates aggregates) {
        return aggregates.of(new AggregateType<>("datasets", DatasetState.class));
    }

    @Bean
    DatasetReferences datasetReferences(AggregateStore<DatasetState> store) {
        return new DatasetReferences(store);
    }

    @Bean
    EstablishedColumns establishedColumns(ColumnLists lists) {
        return new EstablishedColumns(lists);
    }

    @Bean
    Workers workers(UploadProperties properties) {
        return new Workers(properties.workers());
    }

    @Bean
    ReceiveFile receiveFile(LocalArtifactStore artifacts, UploadProperties properties) {
        return new ReceiveFile(artifacts, properties, System::nanoTime);
    }

    @Bean
    CheckFile checkFile(Datasets datasets, UploadProperties properties) {
        var limits = CheckLimits.DEFAULT
                .columns(properties.columns())
                .decompressed(properties.decompressedLimit().toBytes(), properties.ratioLimit());
        return new CheckFile(datasets, limits);
    }

    @Bean
    ConvertFile convertFile(Datasets datasets, LocalArtifactStore artifacts) {
        return new ConvertFile(datasets, artifacts);
    }

    @Bean
    AddVersion addVersion(
            AggregateStore<DatasetState> store,
            Versions versions,
            EstablishedColumns columns,
            DatasetAnnouncements announcements,
            CheckFile checkFile,
            ConvertFile convertFile,
            Workers workers,
            Clock clock,
            MeterRegistry meters) {
        return new AddVersion(
                store,
                versions,
                columns,
                announcements,
                checkFile,
                convertFile,
                workers,
                new ArrivalMeters(meters),
                clock);
    }

    @Bean
    TakeInFile takeInFile(
            ReceiveFile receiveFile,
            CheckFile checkFile,
            ConvertFile convertFile,
            Workers workers,
            AddVersion addVersion) {
        return new TakeInFile(receiveFile, new ConvertAhead(checkFile, convertFile, workers), addVersion);
    }

    @Bean
    FindDatasets findDatasets(AggregateStore<DatasetState> store, Versions versions, EstablishedColumns columns) {
        return new FindDatasets(store, versions, columns);
    }

    @Bean
    SummarizeDatasets summarizeDatasets(Versions versions, Clock clock) {
        return new SummarizeDatasets(versions, clock);
    }

    @Bean
    ChangeSettings changeSettings(AggregateStore<DatasetState> store, Clock clock) {
        return new ChangeSettings(store, clock);
    }
}
