package dev.millrace.messaging.commit;

import java.util.List;

/** The outbox of one aggregate as it was at one revision, in order. */
public record Outbox(String id, long revision, List<OutboxEntry> entries) {
    public Outbox {
        entries = List.copyOf(entries);
    }
}
