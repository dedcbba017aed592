package dev.millrace.monitoring.routing.sink;

import dev.millrace.monitoring.routing.Message;
import dev.millrace.monitoring.routing.Message.Part;
import dev.millrace.monitoring.routing.Phase;
import java.util.Locale;
import java.util.stream.Collectors;

/** A message as people read it. */
final class MessageText {

    private static final int LONGEST_TITLE = 200;

    private MessageText() {}

    /** One line. */
    static String title(Message message) {
        var first = message.parts().getFirst();
        long more = message.parts().size() - 1 + message.omitted();
        var title = title(first) + (more > 0 ? " and %d more".formatted(more) : "");
        return title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE - 1) + "…" : title;
    }

    /** One line. */
    static String title(Part part) {
        var state = part.phase() == Phase.OVER
                ? "OVER"
                : part.phase() == Phase.LASTS
                        ? part.severity() + ", lasts"
                        : part.severity().name();
        return line("[%s] %s of %s: %s"
                .formatted(
                        state,
                        part.code(),
                        part.alert().pipeline(),
                        part.alert().where()));
    }

    static String body(Message message) {
        var parts = message.parts().stream().map(MessageText::body).collect(Collectors.joining("\n\n"));
        return message.omitted() == 0
                ? parts
                : parts
                        + "\n\n%d more alerts did not fit into this message; GET /v1/alerts lists them."
                                .formatted(message.omitted());
    }

    static String body(Part part) {
        var alert = part.alert();
        var text = part.text();
        return String.format(
                Locale.ROOT,
                "%s\nWhat happened: %s\nSince: %s\nHow sure: %s\nWhat the platform did: %s\nWhat you can do: %s\nWhere to look: %s",
                title(part),
                line(alert.what()),
                part.since(),
                text.sure(),
                text.done(),
                text.advice(),
                text.link());
    }

    /** Control characters would let the text of an alert pose as more than it is. */
    static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
