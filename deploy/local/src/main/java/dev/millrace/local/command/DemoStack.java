package dev.millrace.local.command;

import dev.millrace.local.stack.PartState;
import dev.millrace.local.stack.Stack;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** The stack for as long as a demo lasts: stopped at its end or at Ctrl-C, unless it ran before or is to be kept. */
final class DemoStack implements AutoCloseable {

    private final Stack stack;
    private final Console console;
    private final boolean keep;
    private final boolean ranBefore;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    DemoStack(Stack stack, Console console, boolean keep) {
        this.stack = stack;
        this.console = console;
        this.keep = keep;
        ranBefore = runs();
    }

    private boolean runs() {
        return stack.state().stream().anyMatch(part -> part.pid() != null);
    }

    /** Starts what is missing. */
    void up() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "stop-stack"));
        if (stack.state().stream().allMatch(PartState::ready)) {
            console.line(console.bold("The stack runs already"));
            return;
        }
        stack.complainIfImpossible();
        console.line(console.bold("Starting Kafka, a schema registry, a document store and six services"));
        var start = System.nanoTime();
        stack.up(Map.of(), replica -> console.progress("   " + replica.label() + " is ready"));
        console.line(String.format(
                Locale.ROOT,
                "   ready after %.1f s: %s",
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0,
                stack.state().stream().map(PartState::name).collect(Collectors.joining(", "))));
    }

    /** Starts the console where the stack stays to be looked at; true when it runs. */
    boolean console() {
        if (keep) {
            stack.launchConsole().ifPresent(why -> console.line("The console was left out: " + why));
        }
        return stack.hasConsole();
    }

    /** Whether the stack outlives the demo. */
    boolean stays() {
        return keep || ranBefore;
    }

    /** Whether somebody ended this command from outside, so that what fails from then on is no news. */
    boolean interrupted() {
        return over.get() && !ended.get();
    }

    private void interrupt() {
        if (over.compareAndSet(false, true)) {
            try {
                console.lastLine(
                        ranBefore
                                ? "\nStopped; the stack stays, because it ran before."
                                : "\nStopping the stack; its state stays.");
            } finally {
                stopUnless(ranBefore);
            }
        }
    }

    private void stopUnless(boolean stays) {
        if (!stays) {
            stack.down();
        }
    }

    @Override
    public void close() {
        ended.set(true);
        if (over.compareAndSet(false, true) && !stays() && runs()) {
            console.line("");
            console.line("Stopping the stack; its state stays. ./millrace demo --keep leaves it running.");
            stack.down();
        }
    }
}
