package dev.millrace.messaging.commit;

import java.util.List;
import org.bson.Document;

/**
 * An aggregate as it is stored, without its outbox.
 *
 * @param revision counts up with every change
 * @param handled the events and commands that were applied before
 * @param sequence of the last event announced
 * @param backlog entries of the outbox
 * @param chain hash of the last audit line
 * @param writes of the last changes, the newest last, see {@link Change}
 * @param jobSlot the job, if there is one
 */
public record AggregateDocument(
        String id,
        long revision,
        Document state,
        Handled handled,
        long sequence,
        int backlog,
        String chain,
        List<String> writes,
        JobSlot jobSlot) {

    public AggregateDocument {
        writes = List.copyOf(writes);
    }
}
