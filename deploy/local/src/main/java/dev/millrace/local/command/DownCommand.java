package dev.millrace.local.command;

import dev.millrace.local.stack.Home;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.Replica;
import dev.millrace.local.stack.Stack;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "down", description = "Stop what up started; state stays unless it is to be wiped.")
final class DownCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--wipe",
            description =
                    "Delete all state of the stack too: data, models, logs. Tokens, watched and permitted files stay.")
    private boolean wipe;

    @Override
    public Integer call() {
        var layout = options.endpoints().localLayout(wipe ? "down --volumes" : "down");
        var stopped = new Stack(layout).down().stream().map(Replica::label).toList();
        if (wipe) {
            new Home(layout).wipe();
        }
        if (options.json) {
            options.console().json(Map.of("stopped", stopped, "wiped", wipe));
        } else if (stopped.isEmpty()) {
            options.console().line("Nothing was running." + whatWasWiped(layout));
        } else {
            options.console().line("Stopped " + String.join(", ", stopped) + "." + whatWasWiped(layout));
        }
        return 0;
    }

    private String whatWasWiped(Layout layout) {
        return wipe ? " The state in " + layout.home() + " is deleted." : "";
    }
}
