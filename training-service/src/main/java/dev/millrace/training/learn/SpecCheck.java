package dev.millrace.training.learn;

import dev.millrace.pipelines.NamedColumns;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;

/** Refuses what a specification asks for and these data or trainers cannot give, before anything is learned. */
final class SpecCheck {

    private SpecCheck() {}

    /** @throws UnlearnableException when no task has all metrics and trainers that are named */
    static void tasks(PipelineSpec spec) {
        if (spec.tasks().isEmpty()) {
            throw new UnlearnableException(
                    "METRIC_UNSUPPORTED", "no task has all of the metrics and trainers of the specification");
        }
    }

    /**
     * Names of columns: a misspelt one would leave the column that leaks the label among the features.
     *
     * @throws UnlearnableException when a column is named that the data do not have
     */
    static void columns(PipelineSpec spec, Table rows) {
        var known = rows.columns().stream().map(RawColumn::name).toList();
        var problems = NamedColumns.problems(spec, known);
        if (!problems.isEmpty()) {
            throw new UnlearnableException(NamedColumns.COLUMN_UNKNOWN, String.join("; ", problems));
        }
    }
}
