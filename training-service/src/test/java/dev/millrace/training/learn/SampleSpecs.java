package dev.millrace.training.learn;

import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;

/** Fixture: specifications that name a label and nothing special. */
public final class SampleSpecs {

    private SampleSpecs() {}

    /** @param data further fields of {@code data}, in YAML's flow style; empty for none */
    public static PipelineSpec of(String label, String data, String select, String trainer) {
        return PipelineSpecs.parse(
                """
                        apiVersion: millrace/v1
                        kind: Pipeline
                        name: sample
                        data: {dataset: rows, label: "%s"%s}
                        train: {select: %s, candidates: [{trainer: %s}]}
                        gates: [{metric: %s, min: 0}]
                        """.formatted(label, data.isEmpty() ? "" : ", " + data, select, trainer, select), () -> 42);
    }

    /** @param features in YAML's flow style, such as {@code zip: category}; empty for none */
    public static PipelineSpec of(String label, String features) {
        return PipelineSpecs.parse("""
                        apiVersion: millrace/v1
                        kind: Pipeline
                        name: sample
                        data: {dataset: rows, label: "%s"}
                        features: {%s}
                        train: {select: accuracy, candidates: [{trainer: gradient-boosted-trees}]}
                        gates: [{metric: accuracy, min: 0}]
                        """.formatted(label, features), () -> 42);
    }
}
