package dev.millrace.local.command;

import dev.millrace.local.client.DataFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "upload",
        description = "Upload a file as the next version of a dataset.",
        exitCodeListHeading = "%nExit codes (11, 12 and 124 with --wait only):%n",
        exitCodeList = {
            "0:the file is stored; with --wait: a new version serves",
            "10:the file was refused, or its data rejected",
            "11:trained, not approved",
            "12:the trigger policy started no training",
            "1:error",
            "124:--timeout passed"
        })
final class UploadCommand implements Callable<Integer> {

    /** How the rows relate to those before. */
    private enum Mode {
        APPEND,
        SNAPSHOT
    }

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "DATASET", description = "Its name; made with its first version.")
    private String dataset = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "CSV, JSON, JSON lines, Avro or Parquet; .gz and .zst are unpacked.")
    private Path file = Path.of("");

    @Option(
            names = "--mode",
            defaultValue = "APPEND",
            description = "APPEND adds to the versions before, SNAPSHOT replaces them (default: ${DEFAULT-VALUE}).")
    private Mode mode = Mode.APPEND;

    @Option(names = "--flatten", description = "Make columns a.b of nested JSON instead of refusing it.")
    private boolean flatten;

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Override
    public Integer call() {
        var api = options.api();
        var answer = new DataFile(file).upload(api, dataset, mode.name().toLowerCase(Locale.ROOT), flatten);
        if (!options.json) {
            tell(answer);
        } else if (!waiting.asked()) {
            options.console().json(answer);
        }
        return waiting.asked() ? waiting.follow(options, api, answer, dataset) : 0;
    }

    private void tell(JsonNode answer) {
        options.console().line(stored(answer));
        new ReadingPrinter(options.console()).print(answer.path("reading"));
    }

    private static String stored(JsonNode answer) {
        return String.format(
                Locale.ROOT,
                "%s version %d: %,d rows%s, cascade %s",
                answer.path("dataset").asString(),
                answer.path("version").asLong(),
                answer.path("rows").asLong(),
                answer.path("duplicate").asBoolean() ? " (the same bytes as before)" : "",
                answer.path("cascadeId").asString());
    }
}
