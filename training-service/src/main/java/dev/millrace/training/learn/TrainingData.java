package dev.millrace.training.learn;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.ColumnType;
import java.util.List;
import java.util.Map;

/**
 * What a run learns from.
 *
 * @param versions numbers of the dataset versions, in the order in which they were validated
 * @param parts Parquet files of the versions, in the same order
 * @param types of columns, by name, where the parts do not agree or do not know
 * @param manifest artifact that lists all of this
 */
public record TrainingData(
        String dataset, List<Long> versions, List<Digest> parts, Map<String, ColumnType> types, Digest manifest) {

    public TrainingData {
        versions = List.copyOf(versions);
        parts = List.copyOf(parts);
        types = Map.copyOf(types);
    }
}
