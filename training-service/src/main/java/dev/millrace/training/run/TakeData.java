package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.Stored;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Hands a validated version to every pipeline that reads its dataset. The version is put down first and the pipelines are
 * looked for after; whoever defines a pipeline does it the other way round, so between them no version is lost.
 */
@Component
public class TakeData {

    private static final int ALL = Integer.MAX_VALUE;

    private final AggregateStore<Pipeline> pipelines;
    private final Details<DatasetVersion> versions;
    private final DecideTrigger decideTrigger;
    private final Executor putting = Executors.newVirtualThreadPerTaskExecutor();

    /** Pipelines that were found to read a dataset; others may read it by now, and these another. */
    private final Map<String, Set<String>> readers = new ConcurrentHashMap<>();

    TakeData(Aggregates aggregates, DecideTrigger decideTrigger) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.versions = aggregates.details("versions", DatasetVersion.class);
        this.decideTrigger = decideTrigger;
    }

    /**
     * One commit for each pipeline, each done once by its own mark. Those that are known to read the dataset decide while the
     * version is put down; a run that needs it sooner waits, and whoever dies in between reads the event again.
     */
    public void take(DatasetVersion version, Received<?> cause) {
        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> versions.put(version.id(), version), putting);
        String dataset = version.project() + "/" + version.dataset();
        Set<String> known = readers.getOrDefault(dataset, Set.of());
        known.forEach(id -> take(version, cause, id));
        put.join();
        Set<String> found = readersOf(version);
        found.stream().filter(id -> !known.contains(id)).forEach(id -> take(version, cause, id));
        readers.put(dataset, found);
    }

    private Set<String> readersOf(DatasetVersion version) {
        Map<String, Object> fields = Map.of("project", version.project(), "dataset", version.dataset());
        return pipelines.where(fields, ALL).stream().map(Stored::id).collect(Collectors.toUnmodifiableSet());
    }

    private void take(DatasetVersion version, Received<?> cause, String id) {
        pipelines.on(cause, id, state -> decide(Objects.requireNonNull(state), version, cause));
    }

    private Decision<Pipeline> decide(Pipeline pipeline, DatasetVersion version, Received<?> cause) {
        if (!pipeline.dataset().equals(version.dataset())) {
            return Decision.ignore("the pipeline reads another dataset by now");
        }
        Trigger trigger =
                new Trigger.NewData(cause.envelope().eventId(), cause.envelope().effect(), version);
        if (!pipeline.known().isNew(version.version())) {
            String detail = "version " + version.version() + " was known before";
            return decideTrigger.carryOut(
                    pipeline,
                    new TriggerDecision.Suppressed(Suppression.DUPLICATE, trigger.causes(), trigger.lineage(), detail));
        }
        return decideTrigger.decide(pipeline.withKnown(pipeline.known().with(version)), trigger);
    }
}
