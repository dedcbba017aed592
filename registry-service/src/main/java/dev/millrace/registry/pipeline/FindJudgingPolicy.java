package dev.millrace.registry.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Stored;
import dev.millrace.pipelines.PipelineSpecs;
import java.util.Optional;

/**
 * Finds the gates and the approval policy that hold for a pipeline now. They need not be those of the specification that a run was
 * trained under: that one may be weaker and not confirmed, or an old one that was too lenient.
 */
public class FindJudgingPolicy {

    private final AggregateStore<PipelineState> pipelines;
    private final Specifications specifications;

    FindJudgingPolicy(AggregateStore<PipelineState> pipelines, Specifications specifications) {
        this.pipelines = pipelines;
        this.specifications = specifications;
    }

    /** Empty where the pipeline never had a specification with this digest. */
    public Optional<JudgingPolicy> find(String project, String pipeline, String trainedUnder) {
        if (specifications.find(project, pipeline, trainedUnder).isEmpty()) {
            return Optional.empty();
        }
        return pipelines.find(project + "/" + pipeline).map(Stored::state).flatMap(state -> {
            var policy = state.policy();
            return specifications
                    .find(project, pipeline, policy.digest())
                    .map(Specification::json)
                    .map(PipelineSpecs::fromCanonicalJson)
                    .map(spec -> new JudgingPolicy(policy.version(), spec.gates(), spec.approval()));
        });
    }
}
