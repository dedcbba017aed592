package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.AwaitCascade;
import dev.millrace.local.client.DataFile;
import dev.millrace.local.client.LearnedRun;
import dev.millrace.local.client.Timeline;
import dev.millrace.local.client.UploadResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(names = "--wait", description = "Return when everything that the upload leads to has ended.")
    private boolean wait;

    @Option(
            names = "--timeout",
            defaultValue = "600",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "With --wait: when to give up, such as 300, 300s or 5m (default: ${DEFAULT-VALUE} seconds).")
    private Duration timeout = Duration.ZERO;

    @Override
    public Integer call() {
        var api = options.api();
        var answer = new DataFile(file).upload(api, dataset, mode.name().toLowerCase(Locale.ROOT), flatten);
        if (!wait) {
            if (options.json) {
                options.console().json(answer);
            } else {
                tell(answer);
            }
            return 0;
        }
        return awaitEnd(api, answer);
    }

    private int awaitEnd(Api api, JsonNode answer) {
        var console = options.console();
        var printer = new EventPrinter(console, new Timeline(api)::origin);
        if (!options.json) {
            tell(answer);
        }
        var cascade = answer.path("cascadeId").asString();
        var ended = new AwaitCascade(api, event -> {
                    if (!options.json) {
                        printer.print(event);
                    }
                })
                .await(cascade, dataset, timeout);
        var learned = LearnedRun.of(api, ended.run());
        if (options.json) {
            console.json(result(answer, ended, learned.orElse(null)));
        } else {
            learned.ifPresent(run -> run.lines().forEach(console::line));
            console.line("Ended: " + ended.ending().meaning() + ".");
            ended.reason().lines().forEach(console::line);
        }
        return ended.ending().exitCode();
    }

    private static Map<String, Object> result(JsonNode answer, UploadResult ended, @Nullable LearnedRun learned) {
        var result = new LinkedHashMap<String, Object>();
        answer.propertyStream().forEach(property -> result.put(property.getKey(), property.getValue()));
        result.put("ending", ended.ending().name());
        result.put("exitCode", ended.ending().exitCode());
        if (!ended.reason().sentence().isEmpty()) {
            result.put("reason", ended.reason());
        }
        if (learned != null) {
            result.put("run", learned.run());
            result.put("learned", learned.summary());
        }
        return result;
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
