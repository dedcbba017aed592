package dev.millrace.messaging.commit;

import java.util.List;
import java.util.Set;

/**
 * The outbox of one aggregate as it was at one revision, in order.
 *
 * @param carriedOut ids of entries that whoever committed them has carried out already
 */
public record Outbox(String id, long revision, List<OutboxEntry> entries, Set<String> carriedOut) {
    public Outbox {
        entries = List.copyOf(entries);
        carriedOut = Set.copyOf(carriedOut);
    }

    public Outbox(String id, long revision, List<OutboxEntry> entries) {
        this(id, revision, entries, Set.of());
    }

    /** The same outbox, of which these were carried out. */
    Outbox without(Set<String> done) {
        return new Outbox(id, revision, entries, done);
    }
}
