package dev.millrace.messaging.commit;

import dev.millrace.contracts.Topic;
import dev.millrace.faults.FaultPoint;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision.Apply;
import dev.millrace.messaging.EventIds;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.ReadModel;
import dev.millrace.messaging.commit.Change.Condition;
import dev.millrace.messaging.commit.Change.HandledCause;
import dev.millrace.messaging.commit.Change.JobWrite;
import dev.millrace.messaging.commit.Change.Publication;
import dev.millrace.messaging.commit.Change.SourceMark;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.Envelopes;
import dev.millrace.messaging.wire.Schemas;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Turns what a decider wants into the one conditional update that does all of it. */
final class ChangeFactory<S> {

    /**
     * Events refer to what is large. A full outbox fits in one document with this, and the broker takes it.
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
        var publication = publication(id, before, cause, apply, extra, at);
        refuseBacklog(id, before, publication.entries().size());
        return new Change(
                id,
                new Condition(revision, fence(cause)),
                at,
                state(before, apply.state()),
                new HandledCause(mark(before, cause, revision + 1), command(cause, apply.answer())),
                publication,
                UUID.randomUUID().toString(),
                job(cause, apply.job(), at));
    }

    private static @Nullable Long fence(Cause cause) {
        return cause instanceof Cause.Completion completion ? completion.fence() : null;
    }

    /** The new state; what a newer release has put beside the fields that are known here stays. */
    private Document state(@Nullable AggregateDocument before, S state) {
        var states = stores.states();
        return before == null ? states.write((Record) state) : states.rewrite((Record) state, before.state());
    }

    private Publication publication(
            String id,
            @Nullable AggregateDocument before,
            Cause cause,
            Apply<S> apply,
            List<OutboxEntry> extra,
            Instant at) {
        long revision = before == null ? 1 : before.revision() + 1;
        long sequence = before == null ? 0 : before.sequence();
        var entries = new ArrayList<OutboxEntry>();
        for (Announcement<?> announcement : apply.announcements()) {
            var event = event(announcement, id, ++sequence, cause.lineage(), at);
            if (!FaultPoint.EVENT_IN_OUTBOX.skipped()) {
                entries.add(event);
            }
        }
        entries.addAll(extra);
        var chain = before == null ? AuditRecord.START : before.chain();
        if (derived) {
            refuseEntries(id, entries);
        } else {
            var line = audited(chain, id, revision, cause, apply.action(), at);
            entries.add(new OutboxEntry.Audit("audit-" + line.revision(), line));
            chain = line.hash();
        }
        entries.addAll(readModels(apply.readModels(), revision));
        return new Publication(sequence, entries, chain);
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
            Announcement<E> announcement, String id, long sequence, Lineage inherited, Instant at) {
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
        return new OutboxEntry.Event(
                EventIds.of(aggregateId(id), sequence),
                sequence,
                topic.name(),
                key,
                topic.type().getName(),
                Schemas.fingerprint(topic),
                new Binary(body),
                lineage,
                at);
    }

    private static String project(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? "default" : id.substring(0, slash);
    }

    private static @Nullable SourceMark mark(@Nullable AggregateDocument before, Cause cause, long revision) {
        if (!(cause instanceof Cause.Event(var received, boolean marked)) || !marked) {
            return null;
        }
        var source = Marks.source(received);
        var marks = before == null ? SourceMarks.NONE : before.handled().events();
        var mark = marks.of(source)
                .with(
                        received.envelope().sequence(),
                        Marks.digest(received),
                        revision,
                        Marks.partition(received),
                        Marks.position(received));
        var forget = marks.toForget(source);
        return new SourceMark(source, mark, forget, marks.forgottenWith(forget));
    }

    private static @Nullable HandledCommand command(Cause cause, @Nullable String answer) {
        return cause instanceof Cause.Request(var command) && command.idempotencyKey() != null
                ? new HandledCommand(command.idempotencyKey(), command.requestDigest(), answer)
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
