package dev.millrace.messaging.web;

import dev.millrace.messaging.commit.AggregateDocument;
import dev.millrace.messaging.commit.AggregateDocuments;
import dev.millrace.messaging.commit.AuditRecord;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.commit.OutboxEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the audit of one aggregate and checks that nothing was altered or left out. */
final class AuditTrail {

    private static final int PAGE = 1_000;

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
        return aggregates.named(aggregate).flatMap(named -> {
            var documents = named.store().documents();
            return documents.find(named.id()).map(document -> trail(documents, aggregate, document));
        });
    }

    /**
     * The trail as the document says that it ends; what is added meanwhile is left out. The outbox is read before the audit:
     * a line that is not there any more has been put in the other.
     */
    private static Trail trail(AggregateDocuments documents, String aggregate, AggregateDocument document) {
        var waiting = documents.outbox(document.id()).stream()
                .flatMap(outbox -> outbox.entries().stream())
                .filter(OutboxEntry.Audit.class::isInstance)
                .map(entry -> ((OutboxEntry.Audit) entry).line())
                .toList();
        var lines = Stream.concat(published(documents, aggregate).stream(), waiting.stream())
                .filter(line -> line.revision() <= document.revision())
                .distinct()
                .sorted(Comparator.comparingLong(AuditRecord::revision))
                .toList();
        return new Trail(lines, verified(lines, document.chain()));
    }

    private static List<AuditRecord> published(AggregateDocuments documents, String aggregate) {
        var lines = new ArrayList<AuditRecord>();
        List<AuditRecord> page;
        do {
            page = documents.audit(
                    aggregate, lines.isEmpty() ? 0 : lines.getLast().revision(), PAGE);
            lines.addAll(page);
        } while (page.size() == PAGE);
        return lines;
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
