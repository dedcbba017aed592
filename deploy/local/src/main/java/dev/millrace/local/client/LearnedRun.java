package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import dev.millrace.pipelines.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a run has learned, and why so: training's report of it.
 *
 * @param report as {@code GET /v1/runs/{run}} answers
 */
public record LearnedRun(JsonNode report) {

    private static final int FEATURES = 40;

    /** Empty where the run made no model, or training does not answer. */
    public static Optional<LearnedRun> of(Api api, String run) {
        return run.isEmpty()
                ? Optional.empty()
                : unlessSilent(() -> Optional.ofNullable(api.find(Part.TRAINING, "/v1/runs/" + Api.step(run))));
    }

    /** The newest that made a model for a pipeline; empty where none did, or training does not answer. */
    public static Optional<LearnedRun> newest(Api api, String pipeline) {
        var path = "/v1/runs?status=TRAINED&limit=1&pipeline=" + Api.step(pipeline);
        return unlessSilent(
                () -> api.get(Part.TRAINING, path).path("runs").valueStream().findFirst());
    }

    private static Optional<LearnedRun> unlessSilent(Supplier<Optional<JsonNode>> question) {
        try {
            return question.get().flatMap(LearnedRun::of);
        } catch (Complaint silent) {
            return Optional.empty();
        }
    }

    static Optional<LearnedRun> of(JsonNode report) {
        return report.path("summary").isObject() ? Optional.of(new LearnedRun(report)) : Optional.empty();
    }

    public String run() {
        return report.path("run").asString("");
    }

    public JsonNode summary() {
        return report.path("summary");
    }

    /** For people. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Run " + run() + " learned:");
        told().forEach(line -> lines.add("  " + line));
        return lines;
    }

    private List<String> told() {
        var lines = new ArrayList<String>();
        lines.add("label " + plain(summary().path("target").path("label").asString("")) + ": "
                + because(fact("task"), fact("taskReason")));
        if (!fact("positive").isEmpty()) {
            lines.add("positive class " + because(fact("positive"), fact("positiveReason")));
        }
        for (var part : List.of("train", "validation", "test")) {
            if (!fact(part).isEmpty()) {
                lines.add("%-10s %s".formatted(part, plain(fact(part))));
            }
        }
        leftOut().ifPresent(lines::add);
        candidates(lines);
        features(lines);
        return lines;
    }

    private Optional<String> leftOut() {
        var left = new ArrayList<String>();
        if (!List.of("", "0").contains(fact("unlabelled"))) {
            left.add(fact("unlabelled") + " without a label");
        }
        if (!List.of("", "0").contains(fact("rare"))) {
            left.add(fact("rare") + " of rare classes");
        }
        return left.isEmpty() ? Optional.empty() : Optional.of("left out   " + String.join(", ", left));
    }

    private void candidates(List<String> lines) {
        var selection = summary().path("selection");
        if (!selection.isObject()) {
            return;
        }
        var metric = selection.path("metric").asString("");
        lines.add("candidates, " + metric + " by " + selection.path("by").asString(""));
        selection
                .path("candidates")
                .valueStream()
                .forEach(each -> lines.add(figure(
                        candidate(each, selection.path("candidates")),
                        each.path("value"),
                        each.path("won").asBoolean() ? "won" : "")));
        lines.add(figure(baseline(), selection.path("baseline"), ""));
        var tested = report.path("testMetrics").path(metric);
        var alike = summary().path("baselineMetrics").path(metric);
        lines.add("the winner on the test rows: %s %s, baseline %s".formatted(metric, number(tested), number(alike)));
    }

    private String baseline() {
        return fact("task").equals(Task.REGRESSION.word()) ? "baseline (mean)" : "baseline (class shares)";
    }

    /** The trainer, with its parameters where they tell it from another candidate of the same trainer. */
    private static String candidate(JsonNode scored, JsonNode candidates) {
        var trainer = scored.path("trainer").asString("");
        var same = candidates
                .valueStream()
                .filter(other -> other.path("trainer").asString("").equals(trainer))
                .map(other -> other.path("parameters"))
                .toList();
        var parameters = scored.path("parameters")
                .propertyStream()
                .filter(parameter -> same.stream()
                        .anyMatch(other -> !other.path(parameter.getKey()).equals(parameter.getValue())))
                .map(parameter -> parameter.getKey() + " " + plainNumber(parameter.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
        return trainer + (parameters.isEmpty() ? "" : " (" + parameters + ")");
    }

    private static String figure(String name, JsonNode value, String remark) {
        return "  %-44s %10s  %s".formatted(name, number(value), remark).stripTrailing();
    }

    private void features(List<String> lines) {
        var features = summary().path("features").valueStream().toList();
        if (features.isEmpty()) {
            return;
        }
        lines.add("features");
        features.stream()
                .limit(FEATURES)
                .forEach(each -> lines.add("  %-24s %-9s %s"
                        .formatted(
                                plain(each.path("column").asString("")),
                                each.path("use").asString(""),
                                plain(each.path("reason").asString("")))));
        if (features.size() > FEATURES) {
            lines.add("  and %d more: GET /v1/runs/%s of training".formatted(features.size() - FEATURES, run()));
        }
    }

    private String fact(String name) {
        return summary().path("facts").path(name).asString("");
    }

    private static String because(String what, String reason) {
        return plain(what + (reason.isEmpty() ? "" : ", because: " + reason));
    }

    private static String plain(String text) {
        return DisplayText.plain(text);
    }

    private static String number(@Nullable JsonNode value) {
        return value == null || !value.isNumber() ? "-" : String.format(Locale.ROOT, "%.4f", value.asDouble());
    }

    private static String plainNumber(JsonNode value) {
        double number = value.asDouble();
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
