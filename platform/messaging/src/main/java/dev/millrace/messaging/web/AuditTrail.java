package dev.millrace.messaging.web;

import dev.millrace.messaging.commit.AggregateDocuments;
import dev.millrace.messaging.commit.AuditRecord;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.commit.OutboxEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the audit of one aggregate and checks that nothing was altered or left out. */
final class AuditTrail {

    private static final int LIMIT = 10_000;

    private final CommittedAggregates aggregates;

    AuditTrail(CommittedAggregates aggregates) {
        this.aggregates = aggregates;
    }

    /**
     * @param verified whether every line follows the one before, and the last is the one that the aggregate names
     */
    record Trail(List<AuditRecord> lines, boolean verified) {}

    /** The trail of {@code service:collection:id}; empty if this service has no such aggregate. */
    Optional<Trail> of(String aggregate) {
        var parts = aggregate.split(":", 3);
        if (parts.length != 3) {
            return Optional.empty();
        }
        return aggregates.documents(parts[1]).flatMap(documents -> trail(documents, aggregate, parts[2]));
    }

    private static Optional<Trail> trail(AggregateDocuments documents, String aggregate, String id) {
        var waiting = documents.outbox(id).stream()
                .flatMap(outbox -> outbox.entries().stream())
                .filter(OutboxEntry.Audit.class::isInstance)
                .map(entry -> ((OutboxEntry.Audit) entry).line());
        var lines = Stream.concat(documents.audit(aggregate, LIMIT).stream(), waiting)
                .distinct()
                .sorted((a, b) -> Long.compare(a.revision(), b.revision()))
                .toList();
        return documents.find(id).map(document -> new Trail(lines, verified(lines, document.chain())));
    }

    private static boolean verified(List<AuditRecord> lines, String chain) {
        var previous = AuditRecord.START;
        for (AuditRecord line : lines) {
            if (!line.follows(previous)) {
                return false;
            }
            previous = line.hash();
        }
        return previous.equals(chain);
    }
}
