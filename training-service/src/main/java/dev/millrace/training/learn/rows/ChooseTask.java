package dev.millrace.training.learn.rows;

import dev.millrace.pipelines.DataSpec.RareClasses;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.KnownTarget;
import dev.millrace.training.learn.UnlearnableException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which task a label has: the one that is written down, else the one that the pipeline had before, else what the values
 * look like, as far as metrics and trainers of the specification leave a choice.
 */
final class ChooseTask {

    private ChooseTask() {}

    /** @param reason for people */
    record Chosen(Task task, String reason) {}

    static Chosen of(String label, LabelValues values, PipelineSpec spec, @Nullable KnownTarget known) {
        var possible = spec.tasks();
        var written = spec.data().target().task();
        if (written != null) {
            return new Chosen(written, "data.task says so");
        }
        if (known != null) {
            var before = Task.of(known.task()).filter(possible::contains);
            if (before.isPresent()) {
                return new Chosen(before.get(), "the pipeline learned it before");
            }
        }
        if (values.areIdentifiers()) {
            throw new UnlearnableException(
                    "LABEL_IDENTIFIER",
                    "label %s looks like an identifier: %d different values in %d rows; if it is none, write data.task"
                            .formatted(label, values.distinct(), values.present()));
        }
        var seen = seen(values, spec.data().target().rareClasses());
        if (possible.contains(seen)) {
            return new Chosen(seen, values.described());
        }
        if (possible.equals(Set.of(Task.REGRESSION)) && values.areNumbers()) {
            return new Chosen(Task.REGRESSION, "the metrics and trainers are for numbers");
        }
        throw new UnlearnableException(
                "TASK_UNSUPPORTED",
                "label %s is a matter of %s (%d different values), and the metrics and trainers of the specification are for %s"
                        .formatted(
                                label,
                                seen.word(),
                                values.distinct(),
                                possible.stream().sorted().map(Task::word).collect(Collectors.joining(" and "))));
    }

    /** Classes that hardly any row has are mistakes as a rule, so they do not make two classes more, unless they are to be kept. */
    private static Task seen(LabelValues values, RareClasses rare) {
        if (!values.areClasses()) {
            return Task.REGRESSION;
        }
        if (rare == RareClasses.KEEP) {
            return values.distinct() == 2 ? Task.BINARY : Task.MULTICLASS;
        }
        long frequent = values.classes().stream()
                .filter(name -> values.rows(name) >= LabelValues.FEWEST_OF_A_CLASS)
                .count();
        return Math.min(values.distinct(), Math.max(2, frequent)) == 2 ? Task.BINARY : Task.MULTICLASS;
    }
}
