package dev.millrace.local.demo;

import dev.millrace.local.client.Api;
import dev.millrace.local.command.Console;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Shows how far the pipeline's run is, while nothing else is to be told. */
final class RunProgress {

    private static final int BAR = 30;

    private final Api api;
    private final Console console;
    private final String pipeline;

    RunProgress(Api api, Console console, String pipeline) {
        this.api = api;
        this.console = console;
        this.pipeline = pipeline;
    }

    /** Asks once and shows. */
    void show() {
        try {
            var runs = api.get(Part.TRAINING, "/v1/runs?pipeline=" + pipeline).path("runs");
            runs.valueStream()
                    .filter(run -> run.path("status").asString("").equals("RUNNING"))
                    .findFirst()
                    .ifPresent(this::show);
        } catch (Complaint notNow) {
            console.progress("");
        }
    }

    private void show(JsonNode run) {
        var fraction = run.path("fraction").asDouble(0);
        var done = (int) Math.round(BAR * fraction);
        console.progress(String.format(
                Locale.ROOT,
                "   training %s%s %3.0f %%  %s",
                "█".repeat(done),
                "░".repeat(BAR - done),
                fraction * 100,
                run.path("stage").asString("")));
    }
}
