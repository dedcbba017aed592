package dev.millrace.training.learn;

import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpec.Gate;
import dev.millrace.training.learn.judge.BinaryMetrics;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import dev.millrace.web.Names;
import java.util.List;
import java.util.stream.Stream;

/** Refuses what a specification asks for and these data or trainers cannot give, before anything is learned. */
final class SpecCheck {

    private SpecCheck() {}

    /** @throws UnlearnableException when a model is selected or judged by what no model here has */
    static void metrics(PipelineSpec spec) {
        Stream.concat(Stream.of(spec.train().select()), spec.gates().stream().map(Gate::metric))
                .filter(metric -> !BinaryMetrics.NAMES.contains(metric))
                .findFirst()
                .ifPresent(metric -> {
                    throw new UnlearnableException(
                            "METRIC_UNSUPPORTED",
                            metric + " is not a metric of two classes, and only two classes are learned");
                });
    }

    /**
     * Names of columns: a misspelt one would leave the column that leaks the label among the features.
     *
     * @throws UnlearnableException when a column is named that the data do not have
     */
    static void columns(PipelineSpec spec, Table rows) {
        List<String> known = rows.columns().stream().map(RawColumn::name).toList();
        refuseUnknown("data.exclude", spec.data().exclude(), known);
        refuseUnknown("data.slices", spec.data().slices(), known);
        refuseUnknown("monitor.critical", spec.monitor().critical(), known);
    }

    private static void refuseUnknown(String field, List<String> names, List<String> known) {
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            String hint = Names.nearest(name, known)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("");
            throw new UnlearnableException(
                    "COLUMN_UNKNOWN", "the data have no column " + name + " that " + field + " names" + hint);
        });
    }
}
