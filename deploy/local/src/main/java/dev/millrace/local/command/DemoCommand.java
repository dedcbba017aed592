package dev.millrace.local.command;

import dev.millrace.local.client.Endpoints;
import dev.millrace.local.demo.Demo;
import dev.millrace.local.stack.Part;
import dev.millrace.local.stack.Stack;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Start the stack, run the whole loop once and tell it live; then stop the stack again.")
final class DemoCommand implements Callable<Integer> {

    /** What a shell reports of a program that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--data", paramLabel = "FILE", description = "Your own CSV instead of made-up taxi trips.")
    private @Nullable Path data;

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            description = "The pipeline that fits it (default: examples/taxi-tips.yaml).")
    private @Nullable Path spec;

    @Option(names = "--keep", description = "Leave the stack running.")
    private boolean keep;

    @Override
    public Integer call() {
        var endpoints = options.endpoints();
        var console = options.json ? Console.progress() : options.console();
        if (endpoints.attached()) {
            console.line(
                    "Working on the stack that the environment names (MILLRACE_ATTACHED): nothing is started or stopped here");
            tell(endpoints, console, true);
            return 0;
        }
        try (var stack = new DemoStack(new Stack(options.layout()), console, keep)) {
            try {
                stack.up();
                tell(endpoints, console, stack.stays());
                if (stack.stays() && stack.console()) {
                    console.line("");
                    console.line(ConsoleCommand.whereItIs(options.layout()));
                }
                return 0;
            } catch (RuntimeException failure) {
                if (stack.interrupted()) {
                    return INTERRUPTED;
                }
                throw failure;
            }
        }
    }

    private void tell(Endpoints endpoints, Console console, boolean stays) {
        var demo = new Demo(options.layout(), endpoints, console, data, spec);
        demo.run();
        whereToLookNext(console, endpoints, stays);
        if (options.json) {
            options.console().json(Map.of("done", true, "model", demo.model(), "running", stays));
        }
    }

    private static void whereToLookNext(Console console, Endpoints endpoints, boolean running) {
        console.line("");
        console.line(console.bold("Where to look next") + (running ? "" : " (after ./millrace up)"));
        next(console, "./millrace status", "processes, models, lag, parked records, cascades");
        next(console, "./millrace watch", "every decision, live");
        next(console, "./millrace apply FILE", "your own pipeline: docs/pipeline.md, examples/");
        next(console, endpoints.url(Part.SERVING) + "/docs", "routes of serving; every service has such a page");
        next(console, "docs/architecture.md", "how it is built, and why");
    }

    private static void next(Console console, String what, String why) {
        console.line(String.format(Locale.ROOT, "   %-32s  %s", what, why));
    }
}
