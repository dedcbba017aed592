package dev.millrace.training.learn;

import dev.millrace.pipelines.PipelineSpec;
import org.jspecify.annotations.Nullable;

/**
 * What one run has to learn; equal tasks give equal models where the algorithm allows.
 *
 * @param known what the pipeline learned before; null for a first model
 */
public record LearningTask(
        PipelineSpec spec,
        String specDigest,
        int pipelineVersion,
        String runId,
        TrainingData data,
        @Nullable KnownTarget known) {}
