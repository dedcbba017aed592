package dev.millrace.local.demo;

import dev.millrace.local.client.Ending;
import dev.millrace.local.client.Specification;
import dev.millrace.local.stack.Part;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** From a file to a version that serves, and what its judges saw. */
final class LearnChapter {

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
        stage.expect(Ending.SERVING, upload, model);
        show(stage, model, 1);
    }

    /** Metrics on test rows that training never saw, and every gate with its figures. */
    static void show(Stage stage, String model, int number) {
        var version = stage.api().get(Part.REGISTRY, "/v1/models/" + model + "/versions/" + number);
        stage.story().line("");
        stage.story()
                .line(stage.story().console().bold(model + " version " + number) + " by "
                        + version.path("trainer").asString() + ", on test rows that training never saw:");
        stage.story().line("  " + metrics(version.path("metrics")));
        version.path("judgement")
                .path("gates")
                .valueStream()
                .forEach(gate -> stage.story().line("  gate " + gate(gate)));
    }

    private static String metrics(JsonNode metrics) {
        return metrics.propertyStream()
                .map(metric -> metric.getKey() + " "
                        + String.format(Locale.ROOT, "%.4f", metric.getValue().asDouble()))
                .collect(Collectors.joining("   "));
    }

    private static String gate(JsonNode gate) {
        var slice = gate.path("slice").asString("");
        return String.format(
                Locale.ROOT,
                "%s%s %s %s: %s%s  %s",
                gate.path("metric").asString(),
                slice.isEmpty() ? "" : " of " + slice,
                gate.path("kind").asString(),
                figure(gate.path("bound")),
                figure(gate.path("value")),
                gate.path("championValue").isNumber() ? ", champion " + figure(gate.path("championValue")) : "",
                gate.path("result").asString());
    }

    private static String figure(JsonNode number) {
        return number.isNumber() ? String.format(Locale.ROOT, "%.4f", number.asDouble()) : "-";
    }
}
