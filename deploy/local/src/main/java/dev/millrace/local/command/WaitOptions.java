package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.AwaitCascade;
import dev.millrace.local.client.LearnedRun;
import dev.millrace.local.client.Timeline;
import dev.millrace.local.client.UploadResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What upload and train have in common: they can wait for the end of what they lead to, and tell it meanwhile. */
final class WaitOptions {

    @Option(names = "--wait", description = "Return when everything that this leads to has ended.")
    private boolean wait;

    @Option(
            names = "--timeout",
            defaultValue = "600",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "With --wait: when to give up, such as 300, 300s or 5m (default: ${DEFAULT-VALUE} seconds).")
    private Duration timeout = Duration.ZERO;

    boolean asked() {
        return wait;
    }

    /**
     * @param answer that of the service that was asked, with a {@code cascadeId}
     * @param dataset that was uploaded; empty where none was
     * @return the exit code
     */
    int follow(CommonOptions options, Api api, JsonNode answer, String dataset) {
        var console = options.console();
        var printer = new EventPrinter(console, new Timeline(api)::origin);
        var ended = new AwaitCascade(api, event -> {
                    if (!options.json) {
                        printer.print(event);
                    }
                })
                .await(answer.path("cascadeId").asString(), dataset, timeout);
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
}
