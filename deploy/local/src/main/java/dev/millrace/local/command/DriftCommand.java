package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.DisplayText;
import dev.millrace.local.stack.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "drift",
        description = "Show whether the world of a model has moved: since when, in which columns, and how strongly.")
final class DriftCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    @SuppressWarnings("NullAway.Init")
    private String model;

    @Option(
            names = {"-n", "--windows"},
            defaultValue = "5",
            description = "How many windows, newest first (default: ${DEFAULT-VALUE}).")
    private int newest;

    @Override
    public Integer call() {
        var found = options.api()
                .get(Part.MONITORING, "/v1/models/" + Api.step(model) + "/drift?windows=" + Math.clamp(newest, 1, 100));
        if (options.json) {
            options.console().json(found);
        } else {
            lines(found).forEach(options.console()::line);
        }
        return 0;
    }

    /** For people. */
    static List<String> lines(JsonNode drift) {
        var lines = new ArrayList<String>();
        lines.add("%s version %d: %s. %s"
                .formatted(
                        drift.path("model").asString(),
                        drift.path("version").asInt(),
                        drift.path("level").asString(),
                        drift.path("detail").asString()));
        lines.add(episode(drift.path("episode")));
        if (drift.path("sinceDeployment").asBoolean()) {
            lines.add(
                    "It began with the first window of this version: serving sees other values than training read (skew).");
        }
        lines.add("The window that is filling has %d of %d rows; the baseline has %d."
                .formatted(
                        drift.at("/collecting/rows").asLong(),
                        drift.at("/collecting/of").asLong(),
                        drift.path("baselineRows").asLong()));
        if (!drift.path("unwatched").isEmpty()) {
            lines.add("Critical, but not watched before another version is trained: %s."
                    .formatted(drift.path("unwatched")
                            .valueStream()
                            .map(JsonNode::asString)
                            .collect(Collectors.joining(", "))));
        }
        var perWeek = drift.at("/falseAlarms/perWeek");
        if (perWeek.isNumber()) {
            lines.add(String.format(
                    Locale.ROOT, "False alarms to expect at this traffic: %.2g a week.", perWeek.asDouble()));
        }
        drift.path("slices").forEach(slice -> lines.add(slice(slice)));
        drift.path("windows").forEach(window -> lines.add(window(window)));
        return lines;
    }

    private static String episode(JsonNode episode) {
        if (!episode.isObject()) {
            return "There was no episode of drift since this version serves.";
        }
        var since = DisplayText.time(episode.path("since"));
        return episode.path("over").isString()
                ? "The last episode of drift was from %s to %s."
                        .formatted(since, DisplayText.time(episode.path("over")))
                : "An episode of drift lasts since %s; it was told last at %s."
                        .formatted(since, DisplayText.time(episode.path("toldAt")));
    }

    private static String slice(JsonNode slice) {
        return "Slice %s: %s%s, %d of %d rows wait. %s"
                .formatted(
                        slice.path("slice").asString(),
                        slice.path("level").asString(),
                        slice.path("since").isString() ? " since " + DisplayText.time(slice.path("since")) : "",
                        slice.path("rows").asLong(),
                        slice.path("of").asLong(),
                        moved(slice.at("/last/verdict/columns")))
                .strip();
    }

    private static String moved(JsonNode columns) {
        return columns.valueStream()
                .filter(column -> column.path("level").asString().equals("DRIFT"))
                .map(column -> String.format(
                        Locale.ROOT,
                        "%s (effect %.3f, counts from %.2f)",
                        column.path("column").asString(),
                        column.path("effect").asDouble(),
                        column.path("threshold").asDouble()))
                .collect(Collectors.joining(", "));
    }

    /** How it differs from the window before it, where it does. */
    private static String change(JsonNode previous) {
        var moved = previous.path("columns")
                .valueStream()
                .map(column -> column.path("column").asString())
                .distinct()
                .collect(Collectors.joining(", "));
        return moved.isEmpty() ? "" : "  [moved since the window before: " + moved + "]";
    }

    private static String window(JsonNode window) {
        return "  %s to %s  %7d rows  %-8s  %s%s"
                .formatted(
                        DisplayText.time(window.path("from")),
                        DisplayText.time(window.path("to")),
                        window.path("rows").asLong(),
                        window.path("level").asString(),
                        window.path("driftsAsOne").asBoolean(false)
                                ? asOne(window.path("pooled"))
                                : moved(window.at("/verdict/columns")),
                        change(window.path("previous")));
    }

    private static String asOne(JsonNode pooled) {
        return "%d windows judged as one: %s"
                .formatted(pooled.path("windows").asInt(), moved(pooled.at("/verdict/columns")));
    }
}
