package dev.millrace.messaging;

import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
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
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Fixture: a small service on the real kernel. It counts arrivals per dataset and announces each as validated. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
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
        final Queue<Exception> jobs = new ConcurrentLinkedQueue<>();
    }

    /** Large detail beside a tally. */
    public record Note(String text) {}

    static final AggregateType<Note> NOTES = new AggregateType<>("notes", Note.class);

    /** Starts it on what all tests share, with settings of its own; an own name means an own group and database. */
    public static ConfigurableApplicationContext start(String name, String... settings) {
        return start(Surroundings.shared(), name, settings);
    }

    /** Starts it; with a {@code server.port} it also answers HTTP. */
    public static ConfigurableApplicationContext start(Surroundings surroundings, String name, String... settings) {
        var all = new ArrayList<>(List.of(
                "spring.application.name=" + name,
                "spring.main.banner-mode=off",
                "spring.kafka.bootstrap-servers=" + surroundings.bootstrapServers(),
                "spring.mongodb.uri=" + surroundings.mongodbUri(),
                "spring.mongodb.database=" + name,
                "schema.registry.url=" + surroundings.registryUrl(),
                "millrace.topics.partitions=4",
                "management.health.defaults.enabled=false",
                "millrace.instance=" + name + "-1",
                "millrace.messaging.session-timeout=6s",
                "millrace.messaging.parked-retry-interval=200ms"));
        all.addAll(List.of(settings));
        boolean web = List.of(settings).contains("server.port=0");
        if (!web) {
            all.add("spring.autoconfigure.exclude=dev.millrace.security.SecurityAutoConfiguration");
        }
        return new SpringApplicationBuilder(KernelApplication.class)
                .web(web ? WebApplicationType.SERVLET : WebApplicationType.NONE)
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

    /** Gets arrivals as polls bring them; fails as often as a test wants. */
    static final class Batches implements BatchListener<DataArrived> {
        final Queue<List<String>> handled = new ConcurrentLinkedQueue<>();
        final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

        @Override
        public Topic<DataArrived> topic() {
            return Topics.DATA_ARRIVED;
        }

        @Override
        public void on(int partition, List<Received<DataArrived>> batch) {
            var failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            handled.add(batch.stream()
                    .map(each -> each.key() + " " + each.event().getVersion())
                    .toList());
        }
    }

    @Bean
    @ConditionalOnProperty("kernel.batches")
    Batches batches() {
        return new Batches();
    }

    /** Writes into the tally which attempt did the job. */
    @Bean
    @ConditionalOnProperty(name = "millrace.messaging.store", havingValue = "mongo", matchIfMissing = true)
    JobWorker<Tally> recount(Troubles troubles) {
        return new JobWorker<>() {
            @Override
            public AggregateType<Tally> type() {
                return TALLIES;
            }

            @Override
            public int concurrency() {
                return 1;
            }

            @Override
            public void run(JobClaim<Tally> claim) throws Exception {
                var waiting = claim.state().notes().get("hastens");
                if (waiting != null) {
                    claim.hasten(waiting);
                }
                var failure = troubles.jobs.poll();
                if (failure != null) {
                    throw failure;
                }
                claim.complete(
                        Events.lineage(claim.jobId()), finished(claim.jobId() + " at attempt " + claim.attempt()));
            }

            @Override
            public AggregateStore.Decider<Tally> exhausted(String jobId, String reason) {
                return finished(jobId + " failed");
            }

            @Override
            public Lineage lineage(Tally state) {
                return Events.lineage("jobs");
            }
        };
    }

    private static AggregateStore.Decider<Tally> finished(String note) {
        return state -> Decision.apply(
                new Tally(
                        state == null ? 0 : state.arrivals(),
                        state == null ? List.of() : state.versions(),
                        Map.of("job", note)),
                "recounted");
    }

    @Bean
    @ConditionalOnWebApplication
    NotesController notes(Aggregates aggregates) {
        return new NotesController(aggregates);
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
