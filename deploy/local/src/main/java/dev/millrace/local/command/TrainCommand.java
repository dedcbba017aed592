package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        description =
                "Start a run of a pipeline now, whatever its cool-down, budget and breaker say; behind one that is active it waits.",
        exitCodeListHeading = "%nExit codes (11, 12 and 124 with --wait only):%n",
        exitCodeList = {
            "0:the run was asked for; with --wait: a new version serves",
            "11:trained, not approved",
            "12:the run that waited was not started",
            "1:error",
            "124:--timeout passed"
        })
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Its name.")
    private String pipeline = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Ask again with the same key, and one run is started (default: a new one).")
    private String key = UUID.randomUUID().toString();

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Override
    public Integer call() {
        var api = options.api();
        var answer = api.post(
                Part.TRAINING, "/v1/pipelines/" + Api.step(pipeline) + "/runs", Map.of(), Map.of(Api.KEY, key));
        if (waiting.asked() && !answer.path("cascadeId").isString()) {
            throw new Complaint("training is of a release that does not say what the run leads to: leave out --wait");
        }
        if (!options.json) {
            options.console()
                    .line("Run %s %s, cascade %s"
                            .formatted(
                                    answer.path("run").asString(),
                                    answer.path("decision").asString().equals("STARTED")
                                            ? "is started"
                                            : "waits for its turn",
                                    answer.path("cascadeId").asString("unknown")));
        } else if (!waiting.asked()) {
            options.console().json(answer);
        }
        return waiting.asked() ? waiting.follow(options, api, answer, "") : 0;
    }
}
