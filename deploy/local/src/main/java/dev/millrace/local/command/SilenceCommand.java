package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.DisplayText;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
        name = "silence",
        description = "Let nobody be told of some alerts for a while; they are recorded as ever.",
        footer = {
            "",
            "millrace silence --pipeline taxi-tips --for 2h --reason 'the feed is being moved'",
            "millrace silence                       shows the silences that last",
            "millrace silence end ID                ends one"
        })
final class SilenceCommand implements Callable<Integer> {

    /** What to do. */
    private enum Action {
        SHOW,
        END
    }

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", arity = "0..1", defaultValue = "SHOW", paramLabel = "ACTION", description = "end.")
    private Action action = Action.SHOW;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "With end: which one.")
    private @Nullable String id;

    @Option(names = "--severity", split = ",", description = "info, warning, critical.")
    private List<String> severities = List.of();

    @Option(names = "--code", split = ",", description = "Codes of alerts; * at the end stands for any ending.")
    private List<String> codes = List.of();

    @Option(names = "--pipeline", split = ",", description = "Names of pipelines; * at the end stands for any ending.")
    private List<String> pipelines = List.of();

    @Option(
            names = "--for",
            converter = TimeOption.class,
            paramLabel = "TIME",
            description = "How long, such as 30m or 2h; at most 30 days.")
    private @Nullable Duration length;

    @Option(names = "--reason", description = "Why, for whoever asks later.")
    private @Nullable String reason;

    @Override
    public Integer call() {
        var api = options.api();
        if (action == Action.END) {
            end(api);
        } else if (length == null) {
            show(api.get(Part.MONITORING, "/v1/silences"));
        } else {
            begin(api, length);
        }
        return 0;
    }

    private void begin(Api api, Duration lasts) {
        if (reason == null) {
            throw new Complaint("say why with --reason, for whoever asks later");
        }
        var match = Map.of(
                "severity",
                severities.stream().map(each -> each.toUpperCase(Locale.ROOT)).toList(),
                "code",
                codes,
                "pipeline",
                pipelines);
        var until = Clock.systemUTC().instant().plus(lasts).toString();
        var begun = api.post(Part.MONITORING, "/v1/silences", Map.of("match", match, "until", until, "reason", reason));
        if (options.json) {
            options.console().json(begun);
        } else {
            options.console().line(line(begun));
        }
    }

    private void end(Api api) {
        if (id == null) {
            throw new Complaint("name the silence; millrace silence shows those that last");
        }
        api.delete(Part.MONITORING, "/v1/silences/" + Api.step(id));
        if (options.json) {
            options.console().json(Map.of("id", id, "ended", true));
        } else {
            options.console().line("The silence " + id + " is over.");
        }
    }

    private void show(JsonNode answer) {
        if (options.json) {
            options.console().json(answer);
            return;
        }
        var silences = answer.path("silences");
        silences.forEach(silence -> options.console().line(line(silence)));
        if (silences.isEmpty()) {
            options.console().line("No alert is silenced.");
        }
    }

    /** For people. */
    static String line(JsonNode silence) {
        return "%s until %s by %s: %s %s"
                .formatted(
                        silence.path("id").asString(),
                        DisplayText.time(silence.path("until")),
                        silence.path("by").asString(),
                        DisplayText.plain(silence.path("reason").asString()),
                        silence.path("match"));
    }
}
