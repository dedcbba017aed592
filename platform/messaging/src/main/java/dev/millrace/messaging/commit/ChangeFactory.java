package dev.millrace.messaging.commit;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision.Apply;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.ReadModel;
import dev.millrace.messaging.commit.Change.JobWrite;
import dev.millrace.messaging.commit.Change.SourceMark;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.Envelopes;
import dev.millrace.messaging.wire.Schemas;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Turns what a decider wants into the one conditional update that does all of it. */
final class ChangeFactory<S> {

    /**
     * Events refer to what is large. A full outbox and all events that are kept fit in one document with this, and the
     * broker takes it.
     */
    static final int MAX_BODY = 128 * 1024;

    private final String source;
    private final boolean derived;
    private final int outboxLimit;
    private final Stores stores;
    private final Clock clock;

    /**
     * @param source {@code service:collection}, the start of the aggregates' names in events
     * @param derived see {@link dev.millrace.messaging.AggregateType}
     */
    ChangeFactory(String source, boolean derived, int outboxLimit, Stores stores, Clock clock) {
        this.source = source;
        this.derived = derived;
        this.outboxLimit = outboxLimit;
        this.stores = stores;
        this.clock = clock;
    }

    String aggregateId(String id) {
        return source + ":" + id;
    }

    /**
     * @throws ParkedException when an announcement is too large for anybody to publish
     * @throws UnavailableException while the outbox is full
     */
    Change change(String id, @Nullable AggregateDocument before, Cause cause, Apply<S> apply, List<OutboxEntry> extra) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long revision = before == null ? 0 : before.revision();
        long sequence = before == null ? 0 : before.sequence();
        var entries = new ArrayList<OutboxEntry>();
        var announced = new HashMap<>(before == null ? Map.of() : before.announced());
        var changed = new HashMap<String, Announced>();
        for (Announcement<?> announcement : apply.announcements()) {
            var event = event(announcement, announced, id, ++sequence, cause.lineage(), at);
            entries.add(event);
            announced.put(event.topic(), new Announced(sequence, event.key()));
            changed.put(event.topic(), new Announced(sequence, event.key()));
        }
        entries.addAll(extra);
        var chain = before == null ? AuditRecord.START : before.chain();
        if (derived) {
            refuseEntries(id, entries);
        } else {
            var line = audited(chain, id, revision + 1, cause, apply.action(), at);
            entries.add(new OutboxEntry.Audit("audit-" + line.revision(), line));
            chain = line.hash();
        }
        entries.addAll(readModels(apply.readModels(), revision + 1));
        refuseBacklog(id, before, entries.size());
        return new Change(
                id,
                revision,
                cause instanceof Cause.Completion completion ? completion.fence() : null,
                StateCodec.encode((Record) apply.state()),
                mark(before, cause),
                seen(cause, apply.answer()),
                sequence,
                changed,
                extra.stream()
                        .filter(OutboxEntry.Event.class::isInstance)
                        .map(OutboxEntry::id)
                        .toList(),
                entries,
                chain,
                UUID.randomUUID().toString(),
                job(cause, apply.job(), at));
    }

    private List<OutboxEntry> readModels(List<ReadModel> readModels, long revision) {
        var entries = new ArrayList<OutboxEntry>(readModels.size());
        for (ReadModel readModel : readModels) {
            entries.add(stores.readModel("read-model-%d-%d".formatted(revision, entries.size()), revision, readModel));
        }
        return entries;
    }

    private AuditRecord audited(String chain, String id, long revision, Cause cause, String action, Instant at) {
        return AuditRecord.after(
                chain,
                aggregateId(id),
                revision,
                cause.actor(),
                action,
                cause.reference(),
                cause.lineage().cascadeId(),
                at);
    }

    private void refuseEntries(String id, List<OutboxEntry> entries) {
        if (!entries.isEmpty()) {
            throw new IllegalStateException("%s is derived and announces nothing".formatted(aggregateId(id)));
        }
    }

    private void refuseBacklog(String id, @Nullable AggregateDocument before, int added) {
        if (before != null && before.backlog() > 0 && before.backlog() + added > outboxLimit) {
            throw UnavailableException.backlog(aggregateId(id), before.backlog());
        }
    }

    private <E extends SpecificRecord> OutboxEntry.Event event(
            Announcement<E> announcement,
            Map<String, Announced> announced,
            String id,
            long sequence,
            Lineage inherited,
            Instant at) {
        Topic<E> topic = announcement.topic();
        E event = announcement.event();
        var lineage = announcement.lineage() == null ? inherited : announcement.lineage();
        Envelopes.stamp(event, aggregateId(id), sequence, project(id), lineage, at);
        var key = Envelopes.key(topic, event);
        byte[] body = Codec.body(topic, event);
        if (body.length > MAX_BODY) {
            throw new ParkedException(
                    "EVENT_TOO_LARGE",
                    "%s of %s would have %,d bytes".formatted(topic.name(), aggregateId(id), body.length),
                    false);
        }
        var last = announced.get(topic.name());
        return new OutboxEntry.Event(
                Envelopes.read(event).eventId(),
                sequence,
                last != null && last.key().equals(key) ? last.sequence() : 0,
                topic.name(),
                key,
                topic.type().getName(),
                Schemas.fingerprint(topic),
                new Binary(body),
                lineage.cascadeId(),
                at);
    }

    private static String project(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? "default" : id.substring(0, slash);
    }

    private static @Nullable SourceMark mark(@Nullable AggregateDocument before, Cause cause) {
        if (!(cause instanceof Cause.Event(var received, boolean marked)) || !marked) {
            return null;
        }
        var source = Marks.source(received);
        var mark = before == null ? Mark.NONE : before.marks().getOrDefault(source, Mark.NONE);
        return new SourceMark(source, mark.with(received.envelope().sequence(), Marks.digest(received)));
    }

    private static @Nullable SeenCommand seen(Cause cause, @Nullable String answer) {
        return cause instanceof Cause.Request(var command) && command.idempotencyKey() != null
                ? new SeenCommand(command.idempotencyKey(), command.requestDigest(), answer)
                : null;
    }

    private static JobWrite job(Cause cause, JobChange wanted, Instant now) {
        return switch (wanted) {
            case JobChange.Keep() -> cause instanceof Cause.Completion ? JobWrite.REMOVE : JobWrite.KEEP;
            case JobChange.Request(var jobId, var notBefore) ->
                JobWrite.replace(Job.waiting(jobId, notBefore == null ? now : notBefore));
            case JobChange.Clear() -> JobWrite.REMOVE;
        };
    }
}
