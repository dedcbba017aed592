package dev.millrace.registry.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.registry.specification.Specifications;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires pipelines. */
@Configuration(proxyBeanMethods = false)
class PipelineConfiguration {

    @Bean
    ApplyPipeline applyPipeline(Aggregates aggregates, Specifications specifications, Clock clock) {
        SecureRandom random = new SecureRandom();
        return new ApplyPipeline(
                store(aggregates),
                specifications,
                clock,
                random::nextLong,
                () -> UUID.randomUUID().toString());
    }

    @Bean
    Pipelines pipelines(Aggregates aggregates, Specifications specifications) {
        return new Pipelines(store(aggregates), specifications);
    }

    private static AggregateStore<PipelineState> store(Aggregates aggregates) {
        return aggregates.of(new AggregateType<>("pipelines", PipelineState.class));
    }
}
