package dev.millrace.ingestion.dataset;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Details;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the feature. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadSettings.class)
class DatasetConfiguration {

    @Bean
    AggregateStore<DatasetState> datasetStore(Aggregates aggregates) {
        return aggregates.of(new AggregateType<>("datasets", DatasetState.class));
    }

    @Bean
    Details<DatasetVersion> versionRecords(Aggregates aggregates) {
        return aggregates.details("versions", DatasetVersion.class);
    }

    @Bean
    Workers workers(UploadSettings settings) {
        return new Workers(settings.workers());
    }

    @Bean
    ReceiveFile receiveFile(LocalArtifactStore artifacts, UploadSettings settings) {
        return new ReceiveFile(artifacts, settings, System::nanoTime);
    }

    @Bean
    AddVersion addVersion(
            AggregateStore<DatasetState> store,
            Details<DatasetVersion> records,
            Datasets datasets,
            LocalArtifactStore artifacts,
            Workers workers,
            UploadSettings settings,
            Clock clock) {
        var limits =
                CheckLimits.DEFAULT.decompressed(settings.decompressedLimit().toBytes(), settings.ratioLimit());
        return new AddVersion(
                store,
                records,
                new CheckFile(datasets, artifacts, limits),
                new ConvertFile(datasets, artifacts),
                workers,
                clock);
    }

    @Bean
    FindDatasets findDatasets(AggregateStore<DatasetState> store, Details<DatasetVersion> records) {
        return new FindDatasets(store, records);
    }
}
