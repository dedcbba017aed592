package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.DisplayText;
import dev.millrace.local.client.Specification;
import dev.millrace.local.stack.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "backtest",
        description =
                "Say what another policy would have decided about a pipeline's past; nothing is changed or trained.")
final class BacktestCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "PIPELINE", description = "The pipeline's name.")
    @SuppressWarnings("NullAway.Init")
    private String pipeline;

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "FILE",
            description =
                    "A specification of the pipeline. What it says under retrain, approval and data.versions is tried.")
    private Path file = Path.of("");

    @Option(
            names = "--since",
            defaultValue = "30d",
            converter = TimeOption.class,
            description = "How far to go back, such as 12h or 30d (default: ${DEFAULT-VALUE}).")
    private Duration since = Duration.ZERO;

    @Override
    public Integer call() {
        var answer = options.api()
                .post(
                        Part.TRAINING,
                        "/v1/pipelines/" + Api.step(pipeline) + "/backtest",
                        Map.of("specification", Specification.read(file).text(), "since", since.toString()));
        if (options.json) {
            options.console().json(answer);
        } else {
            lines(answer).forEach(options.console()::line);
        }
        return 0;
    }

    /** For people. */
    static List<String> lines(JsonNode answer) {
        var lines = new ArrayList<String>();
        lines.add("%s since %s: %s"
                .formatted(
                        answer.path("pipeline").asString(),
                        DisplayText.time(answer.path("since")),
                        DisplayText.count(answer.path("decisions").asInt(), "decision")));
        answer.path("differences").forEach(difference -> {
            lines.add("  %s  %s"
                    .formatted(
                            DisplayText.time(difference.path("at")),
                            difference.path("trigger").asString()));
            lines.add("    was:     " + decision(difference.path("recorded")));
            lines.add("    becomes: " + decision(difference.path("replayed")));
        });
        int more = answer.path("moreDifferences").asInt();
        if (more > 0) {
            lines.add("  and %d more that differ".formatted(more));
        }
        var runs = answer.path("runs");
        lines.add("%-18s %6s %14s %28s".formatted("", "runs", "training", "a model served that drifted"));
        lines.add(totals("as recorded", runs.path("recorded")));
        lines.add(totals("by this policy", runs.path("replayed")));
        lines.add(
                "The policy in force takes %d of %s again as they were taken; %d of this policy's runs are like none recorded"
                                .formatted(
                                        answer.path("sameAsRecorded").asInt(),
                                        DisplayText.count(
                                                answer.path("decisions").asInt(), "decision"),
                                        runs.at("/replayed/assumed").asInt())
                        + " and are taken to be approved after the usual time.");
        return lines;
    }

    private static String decision(JsonNode decided) {
        return decided.isObject()
                ? "%s %s: %s"
                        .formatted(
                                decided.path("decision").asString(),
                                decided.path("reason").asString(),
                                decided.path("detail").asString())
                : "nothing to decide";
    }

    private static String totals(String name, JsonNode totals) {
        return "%-18s %6d %14s %28s"
                .formatted(
                        name, totals.path("runs").asInt(), time(totals.path("training")), time(totals.path("stale")));
    }

    private static String time(JsonNode duration) {
        var time = Duration.parse(duration.asString());
        return time.toDays() > 0
                ? "%d d %d h".formatted(time.toDays(), time.toHoursPart())
                : "%d h %d min %d s".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
