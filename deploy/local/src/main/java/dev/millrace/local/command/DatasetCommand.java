package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.DisplayText;
import dev.millrace.local.client.Findings;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "dataset",
        description = "Show one dataset: its columns, its newest versions, how they were read and what was found.",
        subcommands = DatasetSetCommand.class)
final class DatasetCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(arity = "0..1", paramLabel = "DATASET", description = "Its name.")
    private @Nullable String dataset;

    @Option(
            names = {"-n", "--versions"},
            defaultValue = "5",
            description = "How many versions, newest first (default: ${DEFAULT-VALUE}).")
    private int newest;

    /** A version with what validation says of it; null where it has not said anything yet. */
    private record Judged(JsonNode version, @Nullable JsonNode report) {}

    @Override
    public Integer call() {
        var name = dataset;
        if (name == null) {
            throw new Complaint("say which dataset; ./millrace datasets lists them");
        }
        var api = options.api();
        var path = "/v1/datasets/" + Api.step(name);
        var found = api.get(Part.INGESTION, path);
        var judged = new ArrayList<Judged>();
        api.get(Part.INGESTION, path + "/versions?limit=" + Math.clamp(newest, 1, 200))
                .valueStream()
                .forEach(version -> judged.add(new Judged(
                        version,
                        api.find(
                                Part.VALIDATION,
                                path + "/versions/" + version.path("version").asLong() + "/report"))));
        if (options.json) {
            options.console().json(json(found, judged));
        } else {
            print(found, judged);
        }
        return 0;
    }

    private static Object json(JsonNode found, List<Judged> judged) {
        var all = new LinkedHashMap<String, Object>();
        found.propertyStream().forEach(property -> all.put(property.getKey(), property.getValue()));
        all.put("newest", judged);
        return all;
    }

    private void print(JsonNode found, List<Judged> judged) {
        var console = options.console();
        console.line(console.bold(found.path("dataset").asString()) + ": "
                + found.path("versions").asLong() + (found.path("versions").asLong() == 1 ? " version" : " versions")
                + ", last changed "
                + found.path("changedAt").asString(""));
        console.line("");
        console.line(console.bold("COLUMNS"));
        found.path("columns")
                .valueStream()
                .forEach(column -> console.line(String.format(
                        Locale.ROOT,
                        "  %-40s %s",
                        DisplayText.plain(column.path("name").asString()),
                        column.path("type").asString())));
        judged.forEach(this::print);
    }

    private void print(Judged judged) {
        var console = options.console();
        var version = judged.version();
        console.line("");
        console.line(console.bold("VERSION " + version.path("version").asLong()) + "  "
                + String.format(Locale.ROOT, "%,d rows", version.path("rows").asLong())
                + " (" + version.path("mode").asString("") + ") from "
                + DisplayText.plain(source(version.path("source"))) + ", "
                + version.path("arrivedBy").asString("") + ", "
                + version.path("arrivedAt").asString(""));
        new ReadingPrinter(console).print(version.path("reading"));
        var report = judged.report();
        if (report == null) {
            console.line("  " + console.yellow("no verdict yet"));
            return;
        }
        console.line("  " + (report.path("usable").asBoolean() ? console.green("usable") : console.red("REJECTED"))
                + ", judged by schema " + report.path("schemaVersion").asInt());
        report.path("findings").valueStream().forEach(finding -> {
            console.line("  " + finding.path("severity").asString("") + " " + Findings.sentence(finding));
            var advice = finding.path("advice").asString("");
            if (!advice.isEmpty()) {
                console.line("    " + console.dim(advice));
            }
        });
    }

    /** Its file; a request that names none has only a kind. */
    private static String source(JsonNode source) {
        var name = source.path("name").asString("");
        return name.isEmpty() ? source.path("kind").asString("") : name;
    }
}
