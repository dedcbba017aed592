package dev.millrace.registry.model;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.registry.specification.Specifications;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires models. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    Archive archive(Aggregates aggregates) {
        return new Archive(aggregates);
    }

    @Bean
    JudgeCandidate judgeCandidate(
            Aggregates aggregates,
            Specifications specifications,
            ArtifactStore artifacts,
            Archive archive,
            Clock clock) {
        return new JudgeCandidate(store(aggregates), specifications, new PackageCheck(artifacts), archive, clock);
    }

    @Bean
    DecideVersion decideVersion(Aggregates aggregates, Archive archive, Clock clock) {
        return new DecideVersion(store(aggregates), archive, clock, ModelConfiguration::cascadeId);
    }

    @Bean
    RollBackModel rollBackModel(Aggregates aggregates, Archive archive, Clock clock) {
        return new RollBackModel(store(aggregates), archive, clock, ModelConfiguration::cascadeId);
    }

    @Bean
    RecordDeployment recordDeployment(Aggregates aggregates) {
        return new RecordDeployment(store(aggregates));
    }

    @Bean
    Models models(Aggregates aggregates, Archive archive) {
        return new Models(store(aggregates), archive);
    }

    private static String cascadeId() {
        return UUID.randomUUID().toString();
    }

    private static AggregateStore<ModelState> store(Aggregates aggregates) {
        return aggregates.of(new AggregateType<>("models", ModelState.class));
    }
}
