package dev.millrace.pipelines;

import dev.millrace.pipelines.DataSpec.Feedback;
import dev.millrace.pipelines.DataSpec.RareClasses;
import dev.millrace.pipelines.DataSpec.Split;
import dev.millrace.pipelines.DataSpec.Use;
import dev.millrace.pipelines.DerivedColumn.Expression;
import dev.millrace.pipelines.PipelineSpec.Approval;
import dev.millrace.pipelines.PipelineSpec.Candidate;
import dev.millrace.pipelines.PipelineSpec.Gate;
import dev.millrace.pipelines.PipelineSpec.Missing;
import dev.millrace.pipelines.PipelineSpec.Monitor;
import dev.millrace.pipelines.PipelineSpec.Retention;
import dev.millrace.pipelines.PipelineSpec.Retrain;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns a specification back into the document it could have been read from, with every default written out. */
final class SpecJson {

    private SpecJson() {}

    static Map<String, Object> document(PipelineSpec spec) {
        return map(
                "apiVersion", PipelineSpecs.API_VERSION,
                "kind", PipelineSpecs.KIND,
                "name", spec.name(),
                "data", data(spec.data()),
                "features", spec.features().isEmpty() ? null : features(spec.features()),
                "train",
                        map(
                                "select", spec.train().select(),
                                "candidates",
                                        spec.train().candidates().stream()
                                                .map(SpecJson::candidate)
                                                .toList()),
                "gates", spec.gates().stream().map(SpecJson::gate).toList(),
                "approval", approval(spec.approval()),
                "serving", spec.serving().missing() == Missing.REFUSE ? null : map("missing", "accept"),
                "monitor", monitor(spec.monitor()),
                "retrain", retrain(spec.retrain()),
                "retention", spec.retention() == null ? null : retention(spec.retention()));
    }

    /** What a model follows from besides its rows; which labelled rows come back to it is about the rows. */
    static Map<String, Object> learning(PipelineSpec spec) {
        var learning = document(spec);
        learning.keySet().retainAll(Set.of("data", "features", "train"));
        learning.put("data", data(spec.data().of(spec.data().dataset(), null)));
        return learning;
    }

    private static Map<String, Object> retention(Retention retention) {
        return map("keep", "approved", "last", retention.last());
    }

    private static Map<String, Object> features(Map<String, Use> features) {
        var sorted = new TreeMap<String, Object>();
        features.forEach((column, use) -> sorted.put(column, Words.of(use)));
        return sorted;
    }

    /** Fields that are younger than the first release are left out where they have their default, as versions are. */
    private static Map<String, Object> data(DataSpec data) {
        var task = data.target().task();
        return map(
                "dataset", data.dataset(),
                "versions", VersionsField.write(data.versions()).orElse(null),
                "sample",
                        data.sample() == null
                                ? null
                                : Map.of("rows", data.sample().rows()),
                "derive", data.derive().stream().map(SpecJson::derived).toList(),
                "label", data.label(),
                "task", task == null ? null : task.word(),
                "positive", data.target().positive(),
                "rareClasses", data.target().rareClasses() == RareClasses.DROP ? null : "keep",
                "exclude", data.exclude(),
                "split", split(data.split()),
                "slices", data.slices(),
                "feedback", feedback(data.feedback()));
    }

    private static @Nullable Map<String, Object> feedback(@Nullable Feedback feedback) {
        return feedback == null
                ? null
                : map(
                        "dataset", feedback.dataset(),
                        "every",
                                map(
                                        "rows", feedback.rows(),
                                        "atMost", feedback.atMost().toString()),
                        "share", feedback.share());
    }

    private static Map<String, Object> derived(DerivedColumn derived) {
        return map(
                "name",
                derived.name(),
                Words.camel(derived.comparison()),
                List.of(expression(derived.left()), expression(derived.right())));
    }

    private static Object expression(Expression expression) {
        return switch (expression) {
            case Expression.Column column -> map("column", column.name());
            case Expression.Constant constant -> constant.value();
            case Expression.Arithmetic arithmetic ->
                map(
                        Words.camel(arithmetic.operator()),
                        arithmetic.operands().stream().map(SpecJson::expression).toList());
        };
    }

    private static Map<String, Object> split(Split split) {
        return map(
                "by", Words.kebab(split.by()),
                "train", split.train(),
                "validation", split.validation(),
                "test", split.test(),
                "column", split.column(),
                "seed", split.seed());
    }

    private static Map<String, Object> candidate(Candidate candidate) {
        var parameters = new LinkedHashMap<String, Object>();
        for (var parameter : TrainerParameter.of(candidate.trainer())) {
            parameters.put(
                    parameter.name(), candidate.parameters().getOrDefault(parameter.name(), parameter.standard()));
        }
        return map("trainer", Words.of(candidate.trainer()), "parameters", parameters);
    }

    private static Map<String, Object> gate(Gate gate) {
        return map(
                "metric", gate.metric(),
                "slice", gate.slice(),
                "min", gate.min(),
                "max", gate.max(),
                "maxDropFromChampion", gate.maxDropFromChampion(),
                "maxRiseFromChampion", gate.maxRiseFromChampion());
    }

    /** What replaces a champion, which is younger than the first release, is left out where it has its default. */
    private static Map<String, Object> approval(Approval approval) {
        return map(
                "mode", Words.kebab(approval.mode()),
                "reviewers", approval.reviewers(),
                "fourEyes", approval.fourEyes(),
                "replace", approval.replace() == Approval.Replace.NOT_WORSE ? null : Words.kebab(approval.replace()));
    }

    /** Times, which are younger than the first release, are left out where they have their default. */
    private static Map<String, Object> monitor(Monitor monitor) {
        var window = monitor.window();
        return map(
                "window",
                        map(
                                "rows", window.rows(),
                                "atLeast", unless(OperationSections.AT_LEAST, window.atLeast()),
                                "atMost", unless(OperationSections.AT_MOST, window.atMost())),
                "critical", monitor.critical(),
                "driftShare", monitor.driftShare(),
                "effect", monitor.effect(),
                "windowsInARow", monitor.windowsInARow(),
                "reminder", unless(OperationSections.REMINDER, monitor.reminder()));
    }

    private static @Nullable String unless(Duration standard, Duration value) {
        return value.equals(standard) ? null : value.toString();
    }

    /** What is younger than the first release is left out where it has its default. */
    private static Map<String, Object> retrain(Retrain retrain) {
        return map(
                "on", retrain.on().stream().map(Words::kebab).toList(),
                "cooldown", retrain.cooldown().toString(),
                "minNewRows", retrain.minNewShare() > 0 ? percent(retrain.minNewShare()) : retrain.minNewRows(),
                "runsPerDay", retrain.runsPerDay(),
                "trainingPerDay", retrain.trainingPerDay().toString(),
                "rowsPerDay", retrain.rowsPerDay(),
                "noGainRuns", retrain.noGainRuns(),
                "onDrift", retrain.onDrift() == Retrain.OnDrift.ALL ? null : Words.kebab(retrain.onDrift()));
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /** Names and values in turn; what is null is left out. */
    private static Map<String, Object> map(@Nullable Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            if (value != null) {
                map.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return map;
    }
}
