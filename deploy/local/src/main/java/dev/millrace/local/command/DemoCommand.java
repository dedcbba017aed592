package dev.millrace.local.command;

import dev.millrace.local.demo.Demo;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.Part;
import dev.millrace.local.stack.PartState;
import dev.millrace.local.stack.Stack;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Start the stack, run the whole loop once and tell it live; then stop the stack again.")
final class DemoCommand implements Callable<Integer> {

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
        var layout = options.layout();
        var stack = new Stack(layout);
        var console = options.json ? Console.progress() : options.console();
        var ranBefore = stack.state().stream().anyMatch(part -> part.pid() != null);
        var cleaned = new AtomicBoolean(keep || ranBefore);
        var cleaning = new Thread(() -> clean(stack, console, cleaned), "stop-stack");
        Runtime.getRuntime().addShutdownHook(cleaning);
        console.line(console.bold("Starting Kafka, schema registry, document store and six services"));
        stack.up(part -> console.progress("   " + part.label() + " is ready"));
        console.line("   ready: "
                + String.join(", ", stack.state().stream().map(PartState::name).toList()));
        new Demo(layout, console, data, spec).run();
        whereToLookNext(layout, console, cleaned.get());
        if (options.json) {
            options.console().json(Map.of("done", true, "running", cleaned.get()));
        }
        clean(stack, console, cleaned);
        return 0;
    }

    private static void clean(Stack stack, Console console, AtomicBoolean cleaned) {
        if (cleaned.compareAndSet(false, true)) {
            console.line("");
            console.line("Stopping the stack; its state stays. ./millrace demo --keep leaves it running.");
            stack.down();
        }
    }

    private static void whereToLookNext(Layout layout, Console console, boolean running) {
        console.line("");
        console.line(console.bold("Where to look next") + (running ? "" : " (after ./millrace up)"));
        console.line("   ./millrace status                 processes, models, lag, parked records, cascades");
        console.line("   ./millrace watch                  every decision, live");
        console.line("   ./millrace apply FILE             your own pipeline: docs/pipeline.md");
        console.line(
                "   " + layout.url(Part.SERVING) + "/docs        routes of serving; every service has such a page");
        console.line("   docs/architecture.md              how it is built, and why");
    }
}
