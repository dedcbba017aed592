package dev.millrace.training.data;

import dev.millrace.messaging.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what keeps the versions of datasets. */
@Configuration(proxyBeanMethods = false)
class DataConfiguration {

    @Bean
    AddVersion addVersion(Aggregates aggregates, DatasetVersions versions) {
        return new AddVersion(aggregates, versions);
    }

    @Bean
    FindDataset findDataset(Aggregates aggregates) {
        return new FindDataset(aggregates);
    }

    @Bean
    SelectVersions selectVersions(DatasetVersions versions) {
        return new SelectVersions(versions);
    }
}
