package dev.millrace.training.pipeline;

import dev.millrace.artifacts.ArtifactReferences;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import java.util.List;

/** The specifications that pipelines are to learn by, and those that their runs learn by now. */
final class PipelineReferences implements ArtifactReferences {

    private final AggregateStore<Pipeline> pipelines;

    PipelineReferences(Aggregates aggregates) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
    }

    @Override
    public String source() {
        return "pipelines";
    }

    @Override
    public Page after(String id, int limit) {
        return Page.of(pipelines.list("", id, limit), limit, Stored::id, pipeline -> List.of(needed(pipeline.state())));
    }

    private static Reference.Needed needed(Pipeline pipeline) {
        var definition = pipeline.definition();
        var active = pipeline.runs().active();
        return Reference.Needed.of(
                definition == null ? null : definition.digest(), active == null ? null : active.specDigest());
    }
}
