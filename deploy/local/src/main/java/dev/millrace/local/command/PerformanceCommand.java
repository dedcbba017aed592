package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.DisplayText;
import dev.millrace.local.stack.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "performance",
        description = "Show how right a model is, by the labels that came, and how right it probably is without them.")
final class PerformanceCommand implements Callable<Integer> {

    private static final int WINDOWS = 5;

    private static final Map<String, String> COUNTS = new LinkedHashMap<>();

    static {
        COUNTS.put("waiting", "wait for their prediction");
        COUNTS.put("early", "came before theirs");
        COUNTS.put("repeated", "came again");
        COUNTS.put("corrected", "say something else than the first one, which counts");
        COUNTS.put("noClass", "are no class of the model");
        COUNTS.put("unmatched", "matched no prediction");
        COUNTS.put("otherVersions", "are about other versions");
    }

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    private String model = "";

    @Override
    public Integer call() {
        var found = options.api().get(Part.MONITORING, "/v1/models/" + Api.step(model) + "/performance");
        if (options.json) {
            options.console().json(found);
        } else {
            lines(found).forEach(options.console()::line);
        }
        return 0;
    }

    /** For people. */
    static List<String> lines(JsonNode performance) {
        var lines = new ArrayList<String>();
        lines.add("%s version %d: %s"
                .formatted(
                        performance.path("model").asString(),
                        performance.path("version").asInt(),
                        verdict(performance)));
        newest(performance).forEach(window -> lines.add(measured(window)));
        arrivals(performance, lines);
        performance
                .path("replaced")
                .valueStream()
                .limit(WINDOWS)
                .forEach(version -> lines.add(replaced(performance, version)));
        var estimated = performance.path("estimated");
        if (estimated.isObject()) {
            lines.add("Estimated without labels: %s. %s"
                    .formatted(
                            estimated.path("status").asString(),
                            estimated.path("detail").asString()));
            newest(estimated).forEach(window -> lines.add(estimated(window)));
        }
        return lines;
    }

    private static String verdict(JsonNode performance) {
        long labels = performance.path("labels").asLong();
        if (labels == 0) {
            return "no labels have come.";
        }
        if (performance.path("windows").isEmpty()) {
            return "%d labels came, too few to judge it by.".formatted(labels);
        }
        return "%d labels came, by which it is %s than on its test rows."
                .formatted(labels, performance.path("worse").asBoolean() ? "worse" : "not worse");
    }

    private static void arrivals(JsonNode performance, List<String> lines) {
        var told = new ArrayList<String>();
        COUNTS.forEach((name, what) -> {
            if (performance.path(name).asLong() > 0) {
                told.add("%d %s".formatted(performance.path(name).asLong(), what));
            }
        });
        if (performance.path("windowLabels").asLong()
                >= performance.path("windowSize").asLong(Long.MAX_VALUE)) {
            told.add("the next window waits for %d of the rarer class"
                    .formatted(performance.path("windowMissing").asLong()));
        }
        if (!told.isEmpty()) {
            lines.add("Labels: " + String.join(", ", told) + ".");
        }
    }

    private static String replaced(JsonNode performance, JsonNode version) {
        var metric = performance.path("metric").asString();
        return "Version %d, replaced: %d labels  %s %s"
                .formatted(
                        version.path("version").asInt(),
                        version.path("labels").asLong(),
                        metric,
                        figure(version.path("metrics").path(metric)));
    }

    private static List<JsonNode> newest(JsonNode of) {
        return of.path("windows").valueStream().limit(WINDOWS).toList();
    }

    private static String measured(JsonNode window) {
        var metric = window.path("metric").asString();
        var estimate = window.path("estimated").path("metrics").path(metric).path("value");
        return "  %s to %s  %7d labels  %s %s (%s to %s), %s%s"
                .formatted(
                        DisplayText.time(window.path("from")),
                        DisplayText.time(window.path("to")),
                        window.path("labels").asLong(),
                        metric,
                        figure(window.path("metrics").path(metric)),
                        figure(window.path("low")),
                        figure(window.path("high")),
                        bounds(window),
                        estimate.isNumber() ? ", estimated " + figure(estimate) : "");
    }

    private static String estimated(JsonNode window) {
        var estimated = window.path("estimated");
        var metric = estimated.path("metric").asString();
        var estimate = estimated.path("metrics").path(metric);
        return "  %s to %s  %7d rows  %s %s (%s to %s), %s"
                .formatted(
                        DisplayText.time(window.path("from")),
                        DisplayText.time(window.path("to")),
                        estimated.path("rows").asLong(),
                        metric,
                        figure(estimate.path("value")),
                        figure(estimate.path("low")),
                        figure(estimate.path("high")),
                        bounds(estimated));
    }

    private static String bounds(JsonNode window) {
        return "test %s, bound %s%s"
                .formatted(
                        figure(window.path("expected")),
                        figure(window.path("bound")),
                        window.path("worse").asBoolean() ? ", worse" : "");
    }

    private static String figure(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.4f", value.asDouble()) : "-";
    }
}
