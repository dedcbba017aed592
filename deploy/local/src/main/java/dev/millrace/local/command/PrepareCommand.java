package dev.millrace.local.command;

import dev.millrace.local.demo.Rehearsal;
import dev.millrace.local.stack.RecordCaches;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "prepare",
        hidden = true,
        description = "Run the stack once to make its start fast; the build does this after packaging.")
final class PrepareCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        var caches = new RecordCaches(options.layout());
        if (caches.needed()) {
            options.console().line("Preparing the programs for a fast start");
            caches.record(layout -> new Rehearsal(layout).run());
        }
        return 0;
    }
}
