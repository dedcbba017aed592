package dev.millrace.local.command;

import dev.millrace.local.client.TimelineEvent;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One event on one line: time since its cascade's start, service, topic, what was decided and why. */
public final class EventPrinter {

    private final Console console;
    private final Map<String, String> cascades = new HashMap<>();
    private String cascade = "";

    public EventPrinter(Console console) {
        this.console = console;
    }

    /** Prints the event, under the name of its cascade where that changes. */
    public synchronized void print(TimelineEvent event) {
        if (!event.cascadeId().equals(cascade)) {
            cascade = event.cascadeId();
            console.line(console.dim("cascade " + cascade + link(event)));
        }
        cascades.put(event.eventId(), event.cascadeId());
        console.line(line(event));
    }

    /** Where another cascade led to this one, as a model's approval leads to the drift that is found in it. */
    private String link(TimelineEvent event) {
        var origin = cascades.get(event.causationId());
        return origin == null || origin.equals(event.cascadeId()) ? "" : ", which cascade " + origin + " led to";
    }

    private String line(TimelineEvent event) {
        var time = String.format(Locale.ROOT, "%+8.2f s", event.millisSinceStart() / 1000.0);
        var topic = String.format(Locale.ROOT, "%-17s", event.topic());
        var service = String.format(Locale.ROOT, "%-10s", event.service());
        return console.dim(time) + "  " + service + "  " + console.cyan(topic) + "  " + coloured(event);
    }

    private String coloured(TimelineEvent event) {
        return switch (event.topic()) {
            case "data.rejected", "model.rejected" -> console.red(event.summary());
            case "drift.detected", "alert.raised" -> console.yellow(event.summary());
            case "model.approved", "model.deployed" -> console.green(event.summary());
            default -> event.summary();
        };
    }
}
