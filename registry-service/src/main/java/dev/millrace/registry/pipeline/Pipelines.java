package dev.millrace.registry.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Stored;
import dev.millrace.registry.pipeline.PipelineState.Applied;
import java.util.List;
import java.util.Optional;

/** The pipelines there are, for whoever looks. */
public class Pipelines {

    private final AggregateStore<PipelineState> store;
    private final Specifications specifications;
    private final PipelineVersions versions;

    Pipelines(AggregateStore<PipelineState> store, Specifications specifications, PipelineVersions versions) {
        this.store = store;
        this.specifications = specifications;
        this.versions = versions;
    }

    /** In the order of their names. */
    public List<Named> list(String project, String after, int limit) {
        return store.list(project + "/", after.isEmpty() ? "" : project + "/" + after, limit).stream()
                .map(stored -> new Named(stored.id().substring(project.length() + 1), stored.state()))
                .toList();
    }

    public Optional<PipelineState> find(String project, String pipeline) {
        return store.find(project + "/" + pipeline).map(Stored::state);
    }

    public Optional<Applied> version(String project, String pipeline, int version) {
        return versions.find(project + "/" + pipeline, version);
    }

    /** Newest first, below the given number. */
    public List<Applied> versions(String project, String pipeline, int below, int limit) {
        return versions.list(project + "/" + pipeline, below, limit);
    }

    public Optional<Specification> specification(String project, String pipeline, String digest) {
        return specifications.find(project, pipeline, digest);
    }

    /** A pipeline with its name. */
    public record Named(String pipeline, PipelineState state) {}
}
