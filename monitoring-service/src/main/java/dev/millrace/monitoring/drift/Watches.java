package dev.millrace.monitoring.drift;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Details;
import java.util.List;

/**
 * Where watches are kept.
 *
 * @param watches one aggregate a model
 * @param windows judged windows, by watch, generation and number
 */
record Watches(AggregateStore<Watch> watches, Details<JudgedWindow> windows) {

    private static final int MAX_WINDOWS = 1000;
    private static final int FORGET_EACH = 100;

    static Watches in(Aggregates aggregates) {
        return new Watches(
                aggregates.of(new AggregateType<>("watches", Watch.class)),
                aggregates.details("windows", JudgedWindow.class));
    }

    /** Puts down windows of a watch, and removes those that are too many: a busy model fills dozens each second. */
    void judged(String watch, List<JudgedWindow> judged) {
        for (JudgedWindow window : judged) {
            windows.put(id(watch, window.generation(), window.number()), window);
            if (window.number() > MAX_WINDOWS && window.number() % FORGET_EACH == 0) {
                windows.forgetOlder(watch + "/", id(watch, window.generation(), window.number() - MAX_WINDOWS));
            }
        }
    }

    private static String id(String watch, long generation, long number) {
        return "%s/%019d/%019d".formatted(watch, generation, number);
    }
}
