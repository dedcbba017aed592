package dev.millrace.messaging.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fixture: a document store of one collection. Single-threaded; subclasses break one promise each. */
public class MemoryDocuments implements AggregateDocuments {

    /** An aggregate and what is stored beside it. */
    record Row(AggregateDocument document, List<OutboxEntry> outbox, boolean pending) {
        Row with(List<OutboxEntry> entries, boolean isPending) {
            var d = document;
            var same = new AggregateDocument(
                    d.id(),
                    d.revision(),
                    d.state(),
                    d.handled(),
                    d.sequence(),
                    entries.size(),
                    d.chain(),
                    d.writes(),
                    d.jobSlot());
            return new Row(same, List.copyOf(entries), isPending);
        }
    }

    final Map<String, Row> rows = new LinkedHashMap<>();
    final Map<String, AuditRecord> audit = new LinkedHashMap<>();
    final Map<String, OutboxEntry.ReadModelWrite> readModels = new LinkedHashMap<>();

    @Override
    public Optional<AggregateDocument> find(String id) {
        return Optional.ofNullable(rows.get(id)).map(Row::document);
    }

    @Override
    public List<AggregateDocument> list(String idPrefix, String afterId, int limit) {
        return rows.values().stream().map(Row::document).limit(limit).toList();
    }

    @Override
    public List<AggregateDocument> newest(Map<String, Object> fields, String time, @Nullable Before before, int limit) {
        throw new UnsupportedOperationException("no test asks for this");
    }

    @Override
    public List<String> idsSince(Map<String, Object> fields, String time, Instant since) {
        throw new UnsupportedOperationException("no test asks for this");
    }

    @Override
    public long count(Map<String, Object> fields) {
        throw new UnsupportedOperationException("no test asks for this");
    }

    @Override
    public Optional<Committed> commit(Change change) {
        var before = rows.get(change.id());
        long revision = before == null ? 0 : before.document().revision();
        var fence = change.condition().fence();
        boolean fenced =
                fence != null && (before == null || before.document().jobSlot().fence() != fence);
        return revision != change.condition().revision() || fenced
                ? Optional.empty()
                : Optional.of(write(change, before));
    }

    Committed write(Change change, @Nullable Row before) {
        var old = before == null ? null : before.document();
        var outbox = new ArrayList<>(before == null ? List.<OutboxEntry>of() : before.outbox());
        outbox.addAll(change.publication().entries());
        var writes = new ArrayList<>(old == null ? List.<String>of() : old.writes());
        writes.add(change.write());
        var document = new AggregateDocument(
                change.id(),
                (old == null ? 0 : old.revision()) + 1,
                change.state(),
                handled(old == null ? Handled.NOTHING : old.handled(), change.handled()),
                change.publication().sequence(),
                outbox.size(),
                change.publication().chain(),
                writes.subList(Math.max(0, writes.size() - 8), writes.size()),
                jobSlot(old == null ? new JobSlot(0, null) : old.jobSlot(), change.job()));
        rows.put(change.id(), new Row(document, List.copyOf(outbox), !outbox.isEmpty()));
        return new Committed(document, new Outbox(change.id(), document.revision(), outbox));
    }

    private static Handled handled(Handled before, Change.HandledCause cause) {
        var marks = new HashMap<>(before.events().bySource());
        var forgotten = new HashMap<>(before.events().forgotten());
        if (cause.mark() != null) {
            marks.put(cause.mark().source(), cause.mark().mark());
            cause.mark().forget().forEach(marks::remove);
            forgotten.putAll(cause.mark().forgotten());
        }
        var commands = new ArrayList<>(before.commands());
        if (cause.command() != null) {
            commands.add(cause.command());
        }
        return new Handled(new SourceMarks(marks, forgotten), commands);
    }

    private static JobSlot jobSlot(JobSlot before, Change.JobWrite write) {
        return write.kind() == Change.JobWriteKind.KEEP ? before : new JobSlot(before.fence() + 1, write.job());
    }

    @Override
    public Optional<Outbox> outbox(String id) {
        return Optional.ofNullable(rows.get(id)).map(MemoryDocuments::outbox);
    }

    @Override
    public boolean settle(Outbox carriedOut, boolean whole, Instant now) {
        var row = rows.get(carriedOut.id());
        if (row == null || !row.outbox().contains(carriedOut.entries().getLast())) {
            return false;
        }
        boolean unchanged = whole && row.document().revision() == carriedOut.revision();
        rows.put(carriedOut.id(), row.with(without(row.outbox(), carriedOut.entries()), !unchanged));
        return unchanged;
    }

    @Override
    public boolean clearPending(String id) {
        var row = rows.get(id);
        if (row == null || !row.outbox().isEmpty()) {
            return false;
        }
        rows.put(id, row.with(List.of(), false));
        return true;
    }

    /** Since when an outbox waits is told by its first entry here. */
    @Override
    public List<PendingOutbox> pending(PendingOutbox after, int limit) {
        return rows.values().stream()
                .filter(Row::pending)
                .map(row -> new PendingOutbox(row.document().id(), since(row)))
                .filter(each -> ORDER.compare(each, after) > 0)
                .sorted(ORDER)
                .limit(limit)
                .toList();
    }

    private static final Comparator<PendingOutbox> ORDER =
            Comparator.comparing(PendingOutbox::since).thenComparing(PendingOutbox::id);

    private static String since(Row row) {
        long first = row.outbox().stream()
                .filter(OutboxEntry.Event.class::isInstance)
                .mapToLong(entry -> ((OutboxEntry.Event) entry).sequence())
                .findFirst()
                .orElse(row.document().revision());
        return StoredTimes.text(MemoryAggregates.NOW.plusSeconds(first - 1));
    }

    @Override
    public void putAudit(AuditRecord line) {
        audit.put(line.aggregate() + "#" + line.revision(), line);
    }

    @Override
    public List<AuditRecord> audit(String aggregate, long afterRevision, int limit) {
        return audit.values().stream()
                .filter(line -> line.aggregate().equals(aggregate) && line.revision() > afterRevision)
                .sorted(Comparator.comparingLong(AuditRecord::revision))
                .limit(limit)
                .toList();
    }

    @Override
    public void putReadModel(OutboxEntry.ReadModelWrite write) {
        var id = write.collection() + " " + write.document().get("_id");
        readModels.merge(id, write, (before, now) -> revision(now) > revision(before) ? now : before);
    }

    private static long revision(OutboxEntry.ReadModelWrite write) {
        return write.document().getLong("_rev");
    }

    @Override
    public List<StoredJob> dueJobs(Instant now, int limit) {
        return jobs(Job.Status.WAITING)
                .filter(stored -> !stored.job().due().isAfter(now))
                .sorted(Comparator.comparing(stored -> stored.job().due()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<StoredJob> runningJobs(String afterId, int limit) {
        return jobs(Job.Status.RUNNING)
                .filter(stored -> stored.aggregateId().compareTo(afterId) > 0)
                .sorted(Comparator.comparing(StoredJob::aggregateId))
                .limit(limit)
                .toList();
    }

    private Stream<StoredJob> jobs(Job.Status status) {
        return rows.values().stream()
                .map(Row::document)
                .filter(document -> document.jobSlot().job() != null
                        && document.jobSlot().job().status() == status)
                .map(document -> new StoredJob(
                        document.id(),
                        document.jobSlot().fence(),
                        document.jobSlot().job()));
    }

    @Override
    public Optional<AggregateDocument> claim(StoredJob seen, String owner) {
        var row = rows.get(seen.aggregateId());
        boolean asSeen = row != null
                && row.document().jobSlot().fence() == seen.fence()
                && seen.job().equals(row.document().jobSlot().job());
        return asSeen ? Optional.of(withJob(row, seen.job().claimedBy(owner), seen.fence() + 1)) : Optional.empty();
    }

    @Override
    public boolean beat(String id, long fence, Job progress) {
        return held(id, fence)
                .map(row -> {
                    var job = Objects.requireNonNull(row.document().jobSlot().job());
                    var shown = job.showing(progress.shown());
                    return withJob(row, beaten(shown), fence);
                })
                .isPresent();
    }

    @Override
    public boolean release(String id, long fence, Job waiting) {
        return held(id, fence).map(row -> withJob(row, beaten(waiting), fence)).isPresent();
    }

    @Override
    public void hasten(String id, Instant due) {
        Optional.ofNullable(rows.get(id))
                .filter(row -> row.document().jobSlot().job() != null
                        && row.document().jobSlot().job().status() == Job.Status.WAITING
                        && row.document().jobSlot().job().due().isAfter(due))
                .ifPresent(row -> {
                    var slot = row.document().jobSlot();
                    withJob(row, due(Objects.requireNonNull(slot.job()), due), slot.fence());
                });
    }

    private Optional<Row> held(String id, long fence) {
        return Optional.ofNullable(rows.get(id))
                .filter(row -> row.document().jobSlot().fence() == fence
                        && row.document().jobSlot().job() != null
                        && row.document().jobSlot().job().status() == Job.Status.RUNNING);
    }

    private static Job due(Job job, Instant due) {
        return new Job(job.id(), job.status(), due, job.attempt(), job.pauses(), job.beat(), job.owner(), job.shown());
    }

    private static Job beaten(Job job) {
        return new Job(
                job.id(),
                job.status(),
                job.due(),
                job.attempt(),
                job.pauses(),
                job.beat() + 1,
                job.owner(),
                job.shown());
    }

    private AggregateDocument withJob(Row row, Job job, long fence) {
        var d = row.document();
        var document = new AggregateDocument(
                d.id(),
                d.revision(),
                d.state(),
                d.handled(),
                d.sequence(),
                d.backlog(),
                d.chain(),
                d.writes(),
                new JobSlot(fence, job));
        rows.put(d.id(), new Row(document, row.outbox(), row.pending()));
        return document;
    }

    static Outbox outbox(Row row) {
        return new Outbox(row.document().id(), row.document().revision(), row.outbox());
    }

    private static List<OutboxEntry> without(List<OutboxEntry> all, List<OutboxEntry> some) {
        return all.stream().filter(entry -> !some.contains(entry)).toList();
    }
}
