package dev.millrace.messaging.commit;

import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate as it is stored, without its outbox.
 *
 * @param revision counts up with every change
 * @param marks by source, see {@link Mark}
 * @param sequence of the last event announced
 * @param announced last event by topic
 * @param backlog entries of the outbox
 * @param chain hash of the last audit line
 * @param write of the last change, see {@link Change}
 * @param fence counts up with every job and every claim; who holds a lower one has lost its job
 */
public record AggregateDocument(
        String id,
        long revision,
        Document state,
        Map<String, Mark> marks,
        List<SeenCommand> seen,
        long sequence,
        Map<String, Announced> announced,
        int backlog,
        String chain,
        String write,
        long fence,
        @Nullable Job job) {}
