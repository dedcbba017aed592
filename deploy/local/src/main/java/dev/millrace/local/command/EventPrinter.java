package dev.millrace.local.command;

import dev.millrace.local.client.DisplayText;
import dev.millrace.local.client.TimelineEvent;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** One event on one line: time since its cascade's start, service, topic, what was decided and why. */
public final class EventPrinter {

    private final Console console;
    private final UnaryOperator<String> origin;
    private String cascade = "";

    /** @param origin names the cascade that led to a cascade; empty where none did */
    public EventPrinter(Console console, UnaryOperator<String> origin) {
        this.console = console;
        this.origin = origin;
    }

    /** Prints the event, under the name of its cascade where that changes. */
    public synchronized void print(TimelineEvent event) {
        if (!event.cascadeId().equals(cascade)) {
            cascade = event.cascadeId();
            console.line(console.dim("cascade " + cascade + link(event)));
        }
        console.line(line(event));
    }

    /** Only drift begins a cascade that another one led to. */
    private String link(TimelineEvent event) {
        var other = event.topic().equals("drift.detected") ? origin.apply(event.cascadeId()) : "";
        return other.isEmpty() ? "" : ", which cascade " + other + " led to";
    }

    private String line(TimelineEvent event) {
        var time = String.format(Locale.ROOT, "%+8.2f s", event.millisSinceStart() / 1000.0);
        var topic = String.format(Locale.ROOT, "%-17s", event.topic());
        var service = String.format(Locale.ROOT, "%-10s", event.service());
        return console.dim(time) + "  " + service + "  " + console.cyan(topic) + "  " + coloured(event);
    }

    private String coloured(TimelineEvent event) {
        var summary = DisplayText.plain(event.summary());
        return switch (event.topic()) {
            case "data.rejected", "data.refused", "model.rejected" -> console.red(summary);
            case "drift.detected", "alert.raised", "serving.decided" -> console.yellow(summary);
            case "model.approved", "model.deployed" -> console.green(summary);
            default -> summary;
        };
    }
}
