package dev.millrace.training.learn;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.ColumnType;
import dev.millrace.pipelines.PipelineSpec;
import java.util.List;
import java.util.Map;

/**
 * What one run has to learn; equal tasks give equal models where the algorithm allows.
 *
 * @param parts Parquet files of the versions, in their order
 * @param types of columns, by name, where the parts do not agree or do not know
 */
public record LearningTask(
        PipelineSpec spec,
        String specDigest,
        int pipelineVersion,
        String runId,
        String dataset,
        List<Long> versions,
        List<Digest> parts,
        Map<String, ColumnType> types) {

    public LearningTask {
        versions = List.copyOf(versions);
        parts = List.copyOf(parts);
        types = Map.copyOf(types);
    }
}
