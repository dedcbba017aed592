package dev.millrace.pipelines;

import dev.millrace.pipelines.DataSpec.RareClasses;
import dev.millrace.pipelines.DataSpec.Split;
import dev.millrace.pipelines.DataSpec.Use;
import dev.millrace.pipelines.DerivedColumn.Comparison;
import dev.millrace.pipelines.DerivedColumn.Operator;
import dev.millrace.pipelines.PipelineSpec.Approval;
import dev.millrace.pipelines.PipelineSpec.Missing;
import dev.millrace.pipelines.PipelineSpec.Retrain;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** How a specification spells what the program calls by constants; one table for reading and for writing. */
public final class Words {

    static final Map<String, Comparison> COMPARISONS = table(Comparison.values(), Words::camel);
    static final Map<String, Operator> OPERATORS = table(Operator.values(), Words::camel);
    static final Map<String, Task> TASKS = table(Task.values(), Words::kebab);
    static final Map<String, Missing> MISSING = table(Missing.values(), Words::kebab);
    static final Map<String, Use> USES = table(Use.values(), Words::kebab);
    static final Map<String, RareClasses> RARE_CLASSES = table(RareClasses.values(), Words::kebab);
    static final Map<String, Split.By> SPLITS = table(Split.By.values(), Words::kebab);
    static final Map<String, Trainer> TRAINERS = table(Trainer.values(), Words::kebab);
    static final Map<String, Approval.Mode> MODES = table(Approval.Mode.values(), Words::kebab);
    static final Map<String, Approval.Replace> REPLACE = table(Approval.Replace.values(), Words::kebab);
    static final Map<String, Retrain.On> TRIGGERS = table(Retrain.On.values(), Words::kebab);
    static final Map<String, Retrain.OnDrift> ON_DRIFT = table(Retrain.OnDrift.values(), Words::kebab);

    /** The one thing that a retention always keeps. */
    static final Map<String, Boolean> KEPT = Map.of("approved", true);

    private Words() {}

    /** Such as {@code gradient-boosted-trees}. */
    public static String of(Trainer trainer) {
        return kebab(trainer);
    }

    /** Such as {@code category}. */
    public static String of(Use use) {
        return kebab(use);
    }

    static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String camel(Enum<?> constant) {
        String[] words = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
        var camel = new StringBuilder(words[0]);
        for (var word : Arrays.asList(words).subList(1, words.length)) {
            camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return camel.toString();
    }

    static <E extends Enum<E>> Map<String, E> table(E[] constants, Function<E, String> spelling) {
        var table = new LinkedHashMap<String, E>();
        for (var constant : constants) {
            table.put(spelling.apply(constant), constant);
        }
        return Collections.unmodifiableMap(table);
    }
}
