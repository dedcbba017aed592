package dev.millrace.local.command;

import dev.millrace.local.client.Situation;
import dev.millrace.local.stack.PartState;
import dev.millrace.local.stack.Stack;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", description = "Show processes, models, consumer lag, parked records and the last cascades.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        var layout = options.layout();
        var situation = Situation.of(layout, new Stack(layout).state());
        if (options.json) {
            options.console().json(situation);
        } else {
            print(situation);
        }
        return 0;
    }

    private void print(Situation situation) {
        var console = options.console();
        console.line(console.bold(
                String.format(Locale.ROOT, "%-16s %8s %6s  %-9s %10s", "PROCESS", "PID", "PORT", "STATE", "MEMORY")));
        for (PartState part : situation.processes()) {
            console.line(String.format(
                    Locale.ROOT,
                    "%-16s %8s %6d  %s %10s",
                    part.name(),
                    part.pid() == null ? "-" : part.pid(),
                    part.port(),
                    state(part),
                    mebibytes(part.residentBytes())));
        }
        section(
                "MODELS",
                situation.models().stream().map(Situation.Model::toString).toList());
        section(
                "CONSUMER LAG",
                situation.lag().stream().map(Situation.Lag::toString).toList());
        section(
                "PARKED RECORDS",
                situation.parked().stream().map(Situation.Parked::toString).toList());
        section(
                "LAST CASCADES",
                situation.cascades().stream().map(Situation.Cascade::toString).toList());
    }

    private void section(String title, List<String> lines) {
        var console = options.console();
        console.line("");
        console.line(console.bold(title));
        (lines.isEmpty() ? List.of("none") : lines).forEach(line -> console.line("  " + line));
    }

    private String state(PartState part) {
        var console = options.console();
        if (part.ready()) {
            return console.green("ready    ");
        }
        return part.pid() == null ? console.red("down     ") : console.yellow("starting ");
    }

    private static String mebibytes(@Nullable Long bytes) {
        return bytes == null ? "-" : String.format(Locale.ROOT, "%d MiB", bytes >> 20);
    }
}
