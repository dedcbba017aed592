package dev.millrace.messaging;

import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.embedded.EmbeddedInfrastructure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Fixture: a small service on the real kernel. It counts arrivals per dataset and announces each as validated. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(excludeName = "dev.millrace.security.SecurityAutoConfiguration")
public class KernelApplication {

    /** What the service knows of a dataset. */
    public record Tally(long arrivals, List<Long> versions, Map<String, String> notes) {}

    public static final AggregateType<Tally> TALLIES = new AggregateType<>("tallies", Tally.class);

    /** What the service's listener does besides counting; tests add troubles of their own. */
    public interface Trouble {
        void on(Received<DataArrived> received);
    }

    static final class Troubles {
        final Queue<Trouble> all = new ConcurrentLinkedQueue<>();
    }

    /** Starts it with settings of its own; an own name means an own group and database. */
    public static ConfigurableApplicationContext start(String name, String... settings) {
        var all = new ArrayList<>(List.of(
                "spring.application.name=" + name,
                "spring.main.banner-mode=off",
                "spring.kafka.bootstrap-servers=" + EmbeddedInfrastructure.bootstrapServers(),
                "spring.mongodb.uri=" + EmbeddedInfrastructure.mongodbUri(),
                "spring.mongodb.database=" + name,
                "schema.registry.url=" + EmbeddedInfrastructure.registryUrl(),
                "management.health.defaults.enabled=false",
                "millrace.instance=" + name + "-1",
                "millrace.messaging.session-timeout=6s",
                "millrace.messaging.parked-retry-interval=200ms"));
        all.addAll(List.of(settings));
        return new SpringApplicationBuilder(KernelApplication.class)
                .web(WebApplicationType.NONE)
                .properties(all.toArray(String[]::new))
                .run();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Troubles troubles() {
        return new Troubles();
    }

    @Bean
    @ConditionalOnProperty(name = "millrace.messaging.store", havingValue = "mongo", matchIfMissing = true)
    EventListener<DataArrived> arrivals(Aggregates aggregates, Troubles troubles) {
        var tallies = aggregates.of(TALLIES);
        return new EventListener<>() {
            @Override
            public Topic<DataArrived> topic() {
                return Topics.DATA_ARRIVED;
            }

            @Override
            public void on(Received<DataArrived> received) {
                troubles.all.forEach(trouble -> trouble.on(received));
                var id = "default/" + received.event().getDataset();
                tallies.on(received, id, state -> count(state, received.event()));
            }
        };
    }

    /** Reads a compacted topic as a table. */
    static final class Definitions implements EventListener<PipelineDefined> {
        final Queue<String> pipelines = new ConcurrentLinkedQueue<>();
        volatile boolean caughtUp;

        @Override
        public Topic<PipelineDefined> topic() {
            return Topics.PIPELINE_DEFINED;
        }

        @Override
        public void on(Received<PipelineDefined> received) {
            pipelines.add(received.key());
        }

        @Override
        public void caughtUp() {
            caughtUp = true;
        }

        @Override
        public Delivery delivery() {
            return Delivery.EVERY_REPLICA_FROM_START;
        }
    }

    @Bean
    Definitions definitions() {
        return new Definitions();
    }

    private static Decision<Tally> count(@Nullable Tally state, DataArrived arrived) {
        var versions = new ArrayList<>(state == null ? List.of() : state.versions());
        versions.add(arrived.getVersion());
        var next = new Tally(versions.size(), versions, Map.of("last.$version", Long.toString(arrived.getVersion())));
        return Decision.apply(
                next,
                "arrival.counted",
                Announcement.of(Topics.DATA_VALIDATED, Events.validated(arrived.getDataset(), arrived.getVersion())));
    }
}
