package dev.millrace.local.command;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.LogFile;
import dev.millrace.local.stack.Part;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Show the last log lines of one part, or of all.")
final class LogsCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "For example training or kafka; all if left out.")
    private @Nullable String service;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "40",
            description = "How many lines of each (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Override
    public Integer call() throws IOException {
        if (lines < 0) {
            throw new Complaint("--lines must be 0 or more, not " + lines);
        }
        var layout = options.layout();
        var parts = service == null ? Arrays.asList(Part.values()) : List.of(Part.named(service));
        for (Part part : parts) {
            print(layout, part);
        }
        return 0;
    }

    private void print(Layout layout, Part part) throws IOException {
        var file = layout.log(part);
        var last = new LogFile(file).last(lines);
        if (options.json) {
            options.console().jsonLine(Map.of("name", part.label(), "file", file.toString(), "lines", last));
        } else {
            options.console().line(options.console().bold("== " + part.label()) + "  " + file);
            last.forEach(options.console()::line);
        }
    }
}
