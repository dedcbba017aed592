package dev.millrace.registry.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.registry.specification.Specifications;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires pipelines. */
@Configuration(proxyBeanMethods = false)
class PipelineConfiguration {

    /** Of specifications that give none: always the same, so that the same data give the same split and model anywhere. */
    private static final long DEFAULT_SEED = 1;

    @Bean
    ApplyPipeline applyPipeline(Aggregates aggregates, Specifications specifications, Clock clock) {
        return new ApplyPipeline(
                store(aggregates),
                specifications,
                clock,
                () -> DEFAULT_SEED,
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
