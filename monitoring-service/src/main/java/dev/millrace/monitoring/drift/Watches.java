package dev.millrace.monitoring.drift;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Details;

/**
 * Where watches are kept.
 *
 * @param watches one aggregate a model
 * @param windows judged windows, by watch, generation and number
 */
record Watches(AggregateStore<Watch> watches, Details<JudgedWindow> windows) {

    static Watches in(Aggregates aggregates) {
        return new Watches(
                aggregates.of(new AggregateType<>("watches", Watch.class)),
                aggregates.details("windows", JudgedWindow.class));
    }

    static String window(String watch, JudgedWindow window) {
        return "%s/%019d/%019d".formatted(watch, window.generation(), window.number());
    }
}
