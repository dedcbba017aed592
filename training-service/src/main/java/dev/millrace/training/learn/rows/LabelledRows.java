package dev.millrace.training.learn.rows;

import dev.millrace.models.ClassNames;
import dev.millrace.models.Outputs;
import dev.millrace.pipelines.DataSpec.RareClasses;
import dev.millrace.pipelines.DataSpec.Target;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.KnownTarget;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.Warning;
import dev.millrace.training.learn.rows.LearningRows.Reasons;
import dev.millrace.values.TruthWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is predicted, and of which rows: the task, the classes, and the rows whose label says which. */
final class LabelledRows {

    private static final double THRESHOLD = 0.5;
    private static final int MOST_CLASSES = 200;
    private static final int MOST_WARNINGS = 10;
    private static final Set<String> POSITIVE = Set.of("true", "1", "yes");

    private final int[] rows;
    private final Labels labels;
    private final int unlabelled;
    private final int rare;
    private final Reasons reasons;
    private final List<Warning> warnings;

    private LabelledRows(int[] rows, Labels labels, int unlabelled, int rare, Reasons reasons, List<Warning> warnings) {
        this.rows = rows;
        this.labels = labels;
        this.unlabelled = unlabelled;
        this.rare = rare;
        this.reasons = reasons;
        this.warnings = List.copyOf(warnings);
    }

    /** Places of the rows that can be learned from, in the table that was read. */
    int[] rows() {
        return rows.clone();
    }

    /** Of these rows. */
    Labels labels() {
        return labels;
    }

    /** Rows that cannot be learned from for want of a label. */
    int unlabelled() {
        return unlabelled;
    }

    /** Rows that cannot be learned from because hardly any other row has their class. */
    int rare() {
        return rare;
    }

    Reasons reasons() {
        return reasons;
    }

    List<Warning> warnings() {
        return warnings;
    }

    /**
     * Decides by the specification, or else by what the pipeline learned before, or else by the values. A pipeline that has
     * learned from truth values before goes on to call them as it did.
     *
     * @param written words for the column's truth values in the data
     * @param served classes of the pipeline's model in service; empty where there is none
     * @throws UnlearnableException when the column is no label, or not one of the task
     */
    static LabelledRows of(
            RawColumn column,
            TruthWords written,
            int rows,
            PipelineSpec spec,
            @Nullable KnownTarget known,
            List<String> served) {
        if (column.kind() == RawColumn.Kind.TIME) {
            throw new UnlearnableException(
                    "LABEL_TYPE", "label " + column.name() + " is a date or a time, and these are not predicted");
        }
        var before = known != null && known.label().equals(column.name()) ? known : null;
        var names = before == null ? List.<String>of() : names(before, served);
        var words = names.stream()
                .flatMap(name -> TruthWords.with(name).stream())
                .findFirst()
                .orElse(written);
        var values = new LabelValues(column, words, names, rows);
        var chosen = ChooseTask.of(column.name(), values, spec, before);
        return chosen.task() == Task.REGRESSION
                ? numbers(column.name(), values, chosen, rows)
                : classes(column.name(), values, chosen, spec.data().target(), rows, before);
    }

    /** What the pipeline called its classes before. */
    private static List<String> names(KnownTarget before, List<String> served) {
        return served.isEmpty()
                ? TruthWords.with(before.positive())
                        .map(words -> List.of(words.word(false), words.word(true)))
                        .orElse(List.of())
                : served;
    }

    private static LabelledRows numbers(String label, LabelValues values, ChooseTask.Chosen chosen, int rows) {
        if (!values.areNumbers()) {
            throw new UnlearnableException(
                    "LABEL_TYPE", "label " + label + " is text, and regression predicts numbers");
        }
        int[] labelled = values.labelled();
        var labels = new Labels(Outputs.number(), values.numbers(labelled));
        return new LabelledRows(
                labelled, labels, rows - labelled.length, 0, new Reasons(chosen.reason(), ""), List.of());
    }

    private static LabelledRows classes(
            String label,
            LabelValues values,
            ChooseTask.Chosen chosen,
            Target target,
            int rows,
            @Nullable KnownTarget known) {
        var task = chosen.task();
        var rare = new ArrayList<String>();
        var classes = new ArrayList<String>();
        for (var name : values.classes()) {
            boolean keep =
                    target.rareClasses() == RareClasses.KEEP || values.rows(name) >= LabelValues.FEWEST_OF_A_CLASS;
            (keep ? classes : rare).add(name);
        }
        refuseOtherNumbers(label, values, classes, task);
        var because = "";
        if (task == Task.BINARY) {
            var positive = positive(values, classes, target, known);
            classes.remove(positive.name());
            classes.addLast(positive.name());
            because = positive.reason();
        }
        int[] learned = values.rowsOf(classes);
        var outputs = new Outputs(task, classes, task == Task.BINARY ? THRESHOLD : 0);
        return new LabelledRows(
                learned,
                new Labels(outputs, values.places(learned, classes)),
                rows - values.present(),
                values.present() - learned.length,
                new Reasons(chosen.reason(), because),
                warnings(label, values, rare));
    }

    private static void refuseOtherNumbers(String label, LabelValues values, List<String> classes, Task task) {
        if (classes.size() < 2) {
            throw new UnlearnableException(
                    "CLASSES_TOO_RARE",
                    "of the classes of %s, %s, fewer than two have %d rows or more; data.rareClasses: keep would learn the others too"
                            .formatted(label, values.spelled(values.classes()), LabelValues.FEWEST_OF_A_CLASS));
        }
        int most = task == Task.BINARY ? 2 : MOST_CLASSES;
        if (classes.size() > most) {
            throw new UnlearnableException(
                    "CLASSES_TOO_MANY",
                    "label %s has %d classes, %s; %d can be learned%s"
                            .formatted(
                                    label,
                                    classes.size(),
                                    values.spelled(classes),
                                    most,
                                    task == Task.BINARY ? ": correct the data, or let data.task be multiclass" : ""));
        }
    }

    /** The positive class of two, and why it is. */
    private record Positive(String name, String reason) {}

    private static Positive positive(
            LabelValues values, List<String> classes, Target target, @Nullable KnownTarget known) {
        if (target.positive() != null) {
            var wanted = ClassNames.among(classes, target.positive())
                    .orElseThrow(() -> new UnlearnableException(
                            "POSITIVE_UNKNOWN",
                            "data.positive is %s, and the classes are %s"
                                    .formatted(target.positive(), values.spelled(classes))));
            return new Positive(wanted, "data.positive says so");
        }
        if (known != null && classes.contains(known.positive())) {
            return new Positive(known.positive(), "the pipeline learned it before");
        }
        var first = classes.getFirst();
        var second = classes.getLast();
        boolean firstSaysYes = POSITIVE.contains(first.toLowerCase(Locale.ROOT));
        boolean secondSaysYes = POSITIVE.contains(second.toLowerCase(Locale.ROOT));
        if (firstSaysYes != secondSaysYes) {
            return new Positive(firstSaysYes ? first : second, "its name says so");
        }
        return new Positive(values.rows(first) < values.rows(second) ? first : second, "it is the rarer one");
    }

    private static List<Warning> warnings(String label, LabelValues values, List<String> rare) {
        if (rare.isEmpty()) {
            return List.of();
        }
        if (rare.size() > MOST_WARNINGS) {
            return List.of(rare(label, "the classes " + values.spelled(rare) + " have"));
        }
        return rare.stream()
                .map(name -> rare(
                        label,
                        "the class %s has %d %s,"
                                .formatted(name, values.rows(name), values.rows(name) == 1 ? "row" : "rows")))
                .toList();
    }

    private static Warning rare(String label, String what) {
        return new Warning(
                "RARE_CLASS",
                label,
                "%s fewer than %d, and was left out of learning: correct the label %s, or keep it by data.rareClasses: keep"
                        .formatted(what, LabelValues.FEWEST_OF_A_CLASS, label));
    }
}
