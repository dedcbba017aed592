package dev.millrace.datasets;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.LocalArtifactStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives every service that has this module its one DuckDB, and its lists of columns. */
@AutoConfiguration(afterName = "dev.millrace.artifacts.ArtifactsAutoConfiguration")
@EnableConfigurationProperties(DatasetSettings.class)
class DatasetsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Datasets datasets(LocalArtifactStore artifacts, DatasetSettings settings) {
        return new Datasets(artifacts, settings.limits());
    }

    @Bean
    @ConditionalOnMissingBean
    ColumnLists columnLists(ArtifactStore artifacts) {
        return new ColumnLists(artifacts);
    }
}
