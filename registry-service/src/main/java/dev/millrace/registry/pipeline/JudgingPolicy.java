package dev.millrace.registry.pipeline;

import dev.millrace.pipelines.PipelineSpec.Approval;
import dev.millrace.pipelines.PipelineSpec.Gate;
import java.util.List;

/**
 * What decides about a pipeline's candidates.
 *
 * @param version the pipeline's version that says so
 */
public record JudgingPolicy(int version, List<Gate> gates, Approval approval) {
    public JudgingPolicy {
        gates = List.copyOf(gates);
    }
}
