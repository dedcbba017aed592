package dev.millrace.local.command;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.LogEntry;
import dev.millrace.local.stack.LogFile;
import dev.millrace.local.stack.Part;
import dev.millrace.local.stack.Replica;
import dev.millrace.local.stack.StackLog;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = "Show the last log lines of one part or of all, or everything that was logged about one cascade.")
final class LogsCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "For example training, training-2 or kafka; all if left out.")
    private @Nullable String service;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "40",
            description = "How many lines of each (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = "--cascade",
            paramLabel = "ID",
            description =
                    "Show what all replicas of all services have logged about this cascade, in the order of time.")
    private @Nullable String cascade;

    @Override
    public Integer call() throws IOException {
        if (lines < 0) {
            throw new Complaint("--lines must be 0 or more, not " + lines);
        }
        if (options.endpoints().attached()) {
            throw new Complaint("the logs of a stack that runs elsewhere are not on this machine; in containers: "
                    + "docker compose -f deploy/compose.yaml logs --no-log-prefix"
                    + (cascade == null ? "" : " | grep " + cascade + " | sort"));
        }
        var layout = options.layout();
        if (cascade != null) {
            return printCascade(layout, cascade);
        }
        for (Replica replica : replicas(layout)) {
            print(layout, replica);
        }
        return 0;
    }

    private int printCascade(Layout layout, String id) throws IOException {
        if (service != null) {
            throw new Complaint("--cascade shows the lines of all services: leave " + service + " out");
        }
        var entries = new StackLog(layout).mentioning(id);
        if (entries.isEmpty()) {
            throw new Complaint("no service has logged anything about cascade " + id + "; ./millrace watch and "
                    + "./millrace status show the ids of cascades");
        }
        for (LogEntry entry : entries) {
            if (options.json) {
                options.console()
                        .jsonLine(Map.of(
                                "name",
                                entry.replica().label(),
                                "time",
                                entry.time().toString(),
                                "lines",
                                entry.lines()));
            } else {
                var name =
                        options.console().bold("%-12s".formatted(entry.replica().label()));
                entry.lines().forEach(line -> options.console().line(name + " " + line));
            }
        }
        return 0;
    }

    private List<Replica> replicas(Layout layout) {
        var name = service;
        if (name == null) {
            return layout.replicas().all();
        }
        // The log of a replica that was scaled away is still there.
        return Replica.labelled(name)
                .filter(replica -> replica.number() > 1 && Files.exists(layout.log(replica)))
                .map(List::of)
                .orElseGet(() -> layout.replicas().of(Part.named(name)));
    }

    private void print(Layout layout, Replica replica) throws IOException {
        var file = layout.log(replica);
        var last = new LogFile(file).last(lines);
        if (options.json) {
            options.console().jsonLine(Map.of("name", replica.label(), "file", file.toString(), "lines", last));
        } else {
            options.console().line(options.console().bold("== " + replica.label()) + "  " + file);
            last.forEach(options.console()::line);
        }
    }
}
