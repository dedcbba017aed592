package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.Received;
import dev.millrace.pipelines.PipelineSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a pipeline version in force, and lets it see the data that were there before it. */
@Component
public class DefinePipeline {

    private static final int PAGE = 500;

    private final AggregateStore<Pipeline> pipelines;
    private final Details<DatasetVersion> versions;
    private final DecideTrigger decideTrigger;

    DefinePipeline(Aggregates aggregates, DecideTrigger decideTrigger) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.versions = aggregates.details("versions", DatasetVersion.class);
        this.decideTrigger = decideTrigger;
    }

    /**
     * Puts a version in force.
     *
     * @param spec canonical JSON
     * @param by who applied it
     */
    public void define(
            String project, String name, int version, String digest, String spec, String by, Received<?> cause) {
        Definition definition = new Definition(version, digest, spec);
        PipelineSpec parsed = definition.parsed();
        String id = Pipeline.id(project, name);
        pipelines.on(
                cause,
                id,
                state -> defined(state == null ? Pipeline.unknown(project, name) : state, definition, parsed));
        List<DatasetVersion> arrived = arrived(project, parsed.data().dataset());
        Trigger.Defined trigger =
                new Trigger.Defined(cause.envelope().eventId(), cause.envelope().effect(), by);
        pipelines.internal(
                "pipeline.defined", trigger.lineage(), id, state -> adopt(state, definition, arrived, trigger));
    }

    private static Decision<Pipeline> defined(Pipeline pipeline, Definition newer, PipelineSpec parsed) {
        Definition before = pipeline.definition();
        return before != null && before.version() >= newer.version()
                ? Decision.ignore("version " + before.version() + " is in force")
                : Decision.apply(pipeline.defined(newer, parsed.data().dataset()), "pipeline.defined");
    }

    /** Oldest first, from the last one that replaced all before it. */
    private List<DatasetVersion> arrived(String project, String dataset) {
        List<DatasetVersion> newestFirst = new ArrayList<>();
        String prefix = project + "/" + dataset + "/";
        List<DatasetVersion> page = versions.list(prefix, PAGE);
        while (!page.isEmpty()) {
            for (DatasetVersion version : page) {
                newestFirst.add(version);
                if (version.mode() == DatasetVersion.Mode.SNAPSHOT) {
                    return newestFirst.reversed();
                }
            }
            page = versions.list(prefix, page.getLast().id(), PAGE);
        }
        return newestFirst.reversed();
    }

    /** Once for each pipeline version, and only while nothing was learned yet. */
    private Decision<Pipeline> adopt(
            @Nullable Pipeline pipeline, Definition definition, List<DatasetVersion> arrived, Trigger.Defined trigger) {
        if (pipeline == null || pipeline.history().definitionTried() >= definition.version()) {
            return Decision.ignore("the data were seen before");
        }
        KnownData known = pipeline.known();
        for (DatasetVersion version : arrived) {
            known = known.isNew(version.version()) ? known.with(version) : known;
        }
        Pipeline seeing =
                pipeline.withKnown(known).withHistory(pipeline.history().withDefinitionTried(definition.version()));
        return seeing.hasFirstData() ? decideTrigger.decide(seeing, trigger) : Decision.apply(seeing, "data.seen");
    }
}
