package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.stack.Part;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "datasets", description = "List the datasets, with how many versions and columns each has.")
final class DatasetsCommand implements Callable<Integer> {

    private static final int MOST = 200;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "NUMBER",
            defaultValue = "200",
            description = "How many to list, at most 200 (default: ${DEFAULT-VALUE}); go on with --after.")
    private int limit;

    @Option(names = "--after", paramLabel = "NAME", defaultValue = "", description = "List only names behind this one.")
    private String after = "";

    @Override
    public Integer call() {
        var most = Math.clamp(limit, 1, MOST);
        var datasets = options.api().get(Part.INGESTION, "/v1/datasets?limit=" + most + "&after=" + Api.step(after));
        var console = options.console();
        if (options.json) {
            console.json(datasets);
        } else if (datasets.isEmpty()) {
            console.line(
                    after.isEmpty()
                            ? "There is no dataset yet: ./millrace upload DATASET FILE makes one."
                            : "There is no dataset behind " + after + ".");
        } else {
            console.line(console.bold(
                    String.format(Locale.ROOT, "%-40s %10s %8s  %s", "DATASET", "VERSIONS", "COLUMNS", "CHANGED")));
            datasets.forEach(dataset -> console.line(line(dataset)));
            if (datasets.size() == most) {
                console.line("Perhaps there are more: ./millrace datasets --after "
                        + datasets.get(most - 1).path("dataset").asString());
            }
        }
        return 0;
    }

    private static String line(JsonNode dataset) {
        return String.format(
                Locale.ROOT,
                "%-40s %10d %8d  %s",
                dataset.path("dataset").asString(),
                dataset.path("versions").asLong(),
                dataset.path("columns").size(),
                dataset.path("changedAt").asString(""));
    }
}
