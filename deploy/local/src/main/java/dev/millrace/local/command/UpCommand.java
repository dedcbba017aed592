package dev.millrace.local.command;

import dev.millrace.local.stack.Part;
import dev.millrace.local.stack.Stack;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Start what is missing of the stack; return when all of it is ready.")
final class UpCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--no-console", description = "Leave the console out, which shows the stack in a browser.")
    private boolean noConsole;

    @Mixin
    private ScaleOptions scale = new ScaleOptions();

    @Override
    public Integer call() {
        var layout = options.endpoints().localLayout("up --wait");
        var stack = new Stack(layout);
        var progress = options.json ? Console.progress() : options.console();
        var start = System.nanoTime();
        stack.up(
                scale.counts(),
                replica -> progress.line(String.format(
                        Locale.ROOT,
                        "%6.1f s  %-15s ready on %d",
                        seconds(start),
                        replica.label(),
                        layout.replicas().ports(replica).main())));
        var leftOut = noConsole ? Optional.<String>empty() : stack.launchConsole();
        leftOut.ifPresent(why -> progress.line("The console was left out: " + why));
        if (options.json) {
            options.console().json(stack.state());
        } else {
            progress.line("The stack is up. Next: ./millrace status, ./millrace demo, or routes at "
                    + layout.url(Part.INGESTION) + "/docs");
            if (stack.hasConsole()) {
                progress.line(ConsoleCommand.whereItIs(layout));
            }
        }
        return 0;
    }

    private static double seconds(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    }
}
