package dev.millrace.registry.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Stored;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.registry.history.KeptVersions;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds what the specification in force says about keeping versions; a pipeline and its model have the same name. */
final class FindRetention implements KeptVersions {

    private final AggregateStore<PipelineState> pipelines;
    private final Specifications specifications;

    FindRetention(AggregateStore<PipelineState> pipelines, Specifications specifications) {
        this.pipelines = pipelines;
        this.specifications = specifications;
    }

    @Override
    public OptionalInt rejected(String modelId) {
        int slash = modelId.indexOf('/');
        return pipelines
                .find(modelId)
                .map(Stored::state)
                .flatMap(state -> specifications.find(
                        modelId.substring(0, slash),
                        modelId.substring(slash + 1),
                        state.current().digest()))
                .map(Specification::json)
                .map(PipelineSpecs::fromCanonicalJson)
                .flatMap(spec -> Optional.ofNullable(spec.retention()))
                .map(PipelineSpec.Retention::last)
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }
}
