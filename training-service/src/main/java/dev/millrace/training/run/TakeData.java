package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.Stored;
import java.util.Map;
import java.util.Objects;
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

    TakeData(Aggregates aggregates, DecideTrigger decideTrigger) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.versions = aggregates.details("versions", DatasetVersion.class);
        this.decideTrigger = decideTrigger;
    }

    /** One commit for each pipeline, each done once by its own mark. */
    public void take(DatasetVersion version, Received<?> cause) {
        versions.put(version.id(), version);
        Map<String, Object> readers = Map.of("project", version.project(), "dataset", version.dataset());
        for (Stored<Pipeline> pipeline : pipelines.where(readers, ALL)) {
            pipelines.on(cause, pipeline.id(), state -> decide(Objects.requireNonNull(state), version, cause));
        }
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
