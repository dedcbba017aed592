package dev.millrace.messaging.web;

import dev.millrace.messaging.commit.AggregateDocument;
import dev.millrace.messaging.commit.AggregateDocuments;
import dev.millrace.messaging.commit.AuditRecord;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.commit.OutboxEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the audit of one aggregate, page by page, and checks that nothing was altered or left out. */
final class AuditTrail {

    private final CommittedAggregates aggregates;

    AuditTrail(CommittedAggregates aggregates) {
        this.aggregates = aggregates;
    }

    /**
     * Some lines of a trail.
     *
     * @param verified whether every line follows the one before, the first of them the last of the page before, and the last line of
     *     all is the one that the aggregate names
     * @param next revision after which the next page begins; null where this is the last page
     * @param revision of the aggregate, which is how many lines there are
     */
    record Page(
            List<AuditRecord> lines,
            boolean verified,
            @Nullable Long next,
            long revision) {}

    /** Lines below a revision, the newest first; {@code next} is then the revision below which the next page begins. */
    Optional<Page> newest(String aggregate, long before, int limit) {
        return aggregates.named(aggregate).flatMap(named -> {
            var documents = named.store().documents();
            return documents.find(named.id()).map(document -> {
                long highest = Math.min(before - 1, document.revision());
                long after = Math.max(0, highest - limit);
                if (highest <= 0) {
                    return new Page(List.of(), true, null, document.revision());
                }
                var page = page(documents, aggregate, document, after, (int) (highest - after));
                return new Page(
                        page.lines().reversed(), page.verified(), after == 0 ? null : after + 1, document.revision());
            });
        });
    }

    /** Lines after a revision of {@code service:collection:id}; empty if this service has no such aggregate. */
    Optional<Page> page(String aggregate, long after, int limit) {
        return aggregates.named(aggregate).flatMap(named -> {
            var documents = named.store().documents();
            return documents.find(named.id()).map(document -> page(documents, aggregate, document, after, limit));
        });
    }

    /**
     * The trail as the document says that it ends; what is added meanwhile is left out. The outbox is read before the audit:
     * a line that is not there any more has been put in the other.
     */
    private static Page page(
            AggregateDocuments documents, String aggregate, AggregateDocument document, long after, int limit) {
        var waiting = documents.outbox(document.id()).stream()
                .flatMap(outbox -> outbox.entries().stream())
                .filter(OutboxEntry.Audit.class::isInstance)
                .map(entry -> ((OutboxEntry.Audit) entry).line());
        // One more than asked for: the line that the first of the page follows.
        var published = documents.audit(aggregate, after - 1, limit + 1).stream();
        var found = Stream.concat(published, waiting)
                .filter(line -> line.revision() >= after && line.revision() <= document.revision())
                .distinct()
                .sorted(Comparator.comparingLong(AuditRecord::revision))
                .toList();
        var lines = found.stream()
                .filter(line -> line.revision() > after)
                .limit(limit)
                .toList();
        var previous = after == 0 ? AuditRecord.START : found.isEmpty() ? "" : hashAt(found.getFirst(), after);
        long end = lines.isEmpty() ? after : lines.getLast().revision();
        boolean last = end >= document.revision() || lines.size() < limit;
        boolean verified = verified(lines, after, previous)
                && (!last
                        || (end == document.revision()
                                && lastHash(lines, previous).equals(document.chain())));
        return new Page(lines, verified, last ? null : end, document.revision());
    }

    private static String hashAt(AuditRecord line, long revision) {
        return line.revision() == revision ? line.hash() : "";
    }

    private static String lastHash(List<AuditRecord> lines, String previous) {
        return lines.isEmpty() ? previous : lines.getLast().hash();
    }

    private static boolean verified(List<AuditRecord> lines, long after, String before) {
        var previous = before;
        long revision = after;
        for (AuditRecord line : lines) {
            if (line.revision() != ++revision || !line.follows(previous)) {
                return false;
            }
            previous = line.hash();
        }
        return true;
    }
}
