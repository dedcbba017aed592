package dev.millrace.local.command;

import dev.millrace.local.stack.Part;
import dev.millrace.local.stack.Stack;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "Stop what up started; all state stays.")
final class DownCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        var stopped =
                new Stack(options.layout()).down().stream().map(Part::label).toList();
        if (options.json) {
            options.console().json(Map.of("stopped", stopped));
        } else if (stopped.isEmpty()) {
            options.console().line("Nothing was running.");
        } else {
            options.console().line("Stopped " + stopped.stream().collect(Collectors.joining(", ")) + ".");
        }
        return 0;
    }
}
