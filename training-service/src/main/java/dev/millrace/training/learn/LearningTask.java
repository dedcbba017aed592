package dev.millrace.training.learn;

import dev.millrace.pipelines.PipelineSpec;

/** What one run has to learn; equal tasks give equal models where the algorithm allows. */
public record LearningTask(
        PipelineSpec spec, String specDigest, int pipelineVersion, String runId, TrainingData data) {}
