package dev.millrace.local.demo;

import dev.millrace.local.client.Specification;
import dev.millrace.local.client.UploadOutcome;
import dev.millrace.local.stack.Part;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** From a file to a version that serves, and what its judges saw. */
final class LearnChapter {

    private static final List<String> METRICS =
            List.of("auc", "accuracy", "precision", "recall", "f1", "pr-auc", "log-loss", "brier", "rmse", "mae", "r2");

    private final Stage stage;
    private final Specification specification;
    private final DemoRows rows;

    LearnChapter(Stage stage, Specification specification, DemoRows rows) {
        this.stage = stage;
        this.specification = specification;
        this.rows = rows;
    }

    void tell() {
        var model = specification.spec().name();
        stage.story().chapter("Data arrive; a model is trained, judged and served: " + model);
        specification.apply(stage.api());
        var upload =
                stage.upload(rows.trips().usual(), specification.spec().data().dataset());
        stage.expect(UploadOutcome.SERVING, upload, model);
        show(stage, model, 1);
    }

    /** Metrics on test rows that training never saw, and every gate with its figures. */
    static void show(Stage stage, String model, int number) {
        var story = stage.story();
        var version = stage.api().get(Part.REGISTRY, "/v1/models/" + model + "/versions/" + number);
        story.line("");
        story.line(story.console().bold(model + " version " + number) + ", "
                + version.path("trainer").asString() + ", on test rows that training never saw:");
        story.line("  " + metrics(version.path("metrics")));
        version.path("judgement").path("gates").valueStream().forEach(gate -> story.line("  " + gate(gate)));
    }

    private static String metrics(JsonNode metrics) {
        return METRICS.stream()
                .filter(metrics::has)
                .map(metric -> metric + " " + figure(metrics.path(metric)))
                .collect(Collectors.joining("   "));
    }

    private static String gate(JsonNode gate) {
        var slice = gate.path("slice").asString("");
        var metric = gate.path("metric").asString() + (slice.isEmpty() ? "" : " of " + slice);
        var rule = switch (gate.path("kind").asString()) {
            case "min" -> "at least " + figure(gate.path("bound"));
            case "max" -> "at most " + figure(gate.path("bound"));
            default ->
                "no more than " + figure(gate.path("bound"))
                        + (gate.path("kind").asString().equals("maxRiseFromChampion") ? " above" : " below")
                        + " the champion"
                        + (gate.path("championValue").isNumber() ? "'s " + figure(gate.path("championValue")) : "");
        };
        var result = gate.path("result").asString().toLowerCase(Locale.ROOT).replace('_', ' ');
        return String.format(Locale.ROOT, "gate  %-8s %s  %-52s %s", metric, figure(gate.path("value")), rule, result);
    }

    private static String figure(JsonNode number) {
        return number.isNumber() ? String.format(Locale.ROOT, "%.4f", number.asDouble()) : "-";
    }
}
