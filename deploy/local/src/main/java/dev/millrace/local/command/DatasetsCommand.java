package dev.millrace.local.command;

import dev.millrace.local.stack.Part;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(name = "datasets", description = "List the datasets, with how many versions and columns each has.")
final class DatasetsCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        var datasets = options.api().all(Part.INGESTION, "/v1/datasets", "", "dataset");
        var console = options.console();
        if (options.json) {
            console.json(datasets);
        } else if (datasets.isEmpty()) {
            console.line("There is no dataset yet: ./millrace upload DATASET FILE makes one.");
        } else {
            console.line(console.bold(
                    String.format(Locale.ROOT, "%-40s %10s %8s  %s", "DATASET", "VERSIONS", "COLUMNS", "CHANGED")));
            datasets.forEach(dataset -> console.line(line(dataset)));
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
