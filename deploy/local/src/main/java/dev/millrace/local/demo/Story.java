package dev.millrace.local.demo;

import dev.millrace.local.client.TimelineEvent;
import dev.millrace.local.command.Console;
import dev.millrace.local.command.EventPrinter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the demo tells: chapters, and every event of the timeline the moment it is heard. */
final class Story {

    private static final int REMEMBERED = 1000;
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final Console console;
    private final EventPrinter printer;
    private final List<TimelineEvent> heard = new CopyOnWriteArrayList<>();
    private final long start = System.nanoTime();
    private int chapter;

    Story(Console console, UnaryOperator<String> origin) {
        this.console = console;
        printer = new EventPrinter(console, origin);
    }

    Console console() {
        return console;
    }

    void chapter(String title) {
        chapter++;
        console.line("");
        console.line(console.bold(chapter + ". " + title) + console.dim(elapsed()));
    }

    private String elapsed() {
        return String.format(Locale.ROOT, "  (%.0f s)", (System.nanoTime() - start) / 1e9);
    }

    void line(String text) {
        console.line("   " + text);
    }

    /** From the timeline's thread. */
    void hear(TimelineEvent event) {
        printer.print(event);
        heard.add(event);
        if (heard.size() > REMEMBERED) {
            heard.removeFirst();
        }
    }

    /** The first event that matches, heard before or in time; null if none was. */
    @Nullable
    TimelineEvent await(Predicate<TimelineEvent> wanted, Duration patience, Runnable meanwhile) {
        var end = System.nanoTime() + patience.toNanos();
        var found = first(wanted);
        while (found == null && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            meanwhile.run();
            found = first(wanted);
        }
        return found;
    }

    private @Nullable TimelineEvent first(Predicate<TimelineEvent> wanted) {
        return heard.stream().filter(wanted).findFirst().orElse(null);
    }
}
