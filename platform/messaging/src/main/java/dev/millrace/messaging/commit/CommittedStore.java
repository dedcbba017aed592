package dev.millrace.messaging.commit;

import dev.millrace.faults.FaultPoint;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.Stored;
import dev.millrace.messaging.failure.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Aggregates of one type: looks them up, and changes them one cause after the other. */
public final class CommittedStore<S> implements AggregateStore<S> {

    private static final int REMEMBERED = 100;

    private final AggregateType<S> type;
    private final AggregateDocuments documents;
    private final StateMapper states;
    private final Commits<S> commits;
    private final Stripes stripes = new Stripes();
    private final Remembered<String, AggregateDocument> remembered = new Remembered<>(REMEMBERED);

    CommittedStore(
            AggregateType<S> type,
            AggregateDocuments documents,
            StateMapper states,
            ChangeFactory<S> changes,
            Consumer<Outbox> committed,
            Runnable jobRequested,
            ChangeLog told) {
        this.type = type;
        this.documents = documents;
        this.states = states;
        this.commits = new Commits<>(documents, this::state, changes, committed, jobRequested, told, remembered);
    }

    @Override
    public Outcome<S> on(Received<?> cause, String id, Decider<S> decider) {
        return change(new Cause.Event(cause, true), id, decider, List.of());
    }

    @Override
    public Outcome<S> onNaturalKey(Received<?> cause, String id, Decider<S> decider) {
        return change(new Cause.Event(cause, false), id, decider, List.of());
    }

    @Override
    public Outcome<S> command(Command command, String id, Decider<S> decider) {
        var outcome = change(new Cause.Request(command), id, decider, List.of());
        FaultPoint.HTTP_BEFORE_ANSWER.reached();
        return outcome;
    }

    @Override
    public Outcome<S> internal(String actor, Lineage lineage, String id, Decider<S> decider) {
        return change(new Cause.Internal(actor, lineage), id, decider, List.of());
    }

    /** As {@link #internal}, with more to be carried out than announcements. */
    public Outcome<S> internal(
            String actor, Lineage lineage, String id, Decider<S> decider, List<OutboxEntry> alsoCarryOut) {
        return change(new Cause.Internal(actor, lineage), id, decider, alsoCarryOut);
    }

    /** Ends a job, if it is still held with this fence. */
    public Outcome<S> complete(String jobId, long fence, Lineage lineage, String id, Decider<S> decider) {
        return change(new Cause.Completion(jobId, fence, lineage), id, decider, List.of());
    }

    @Override
    public Optional<Stored<S>> find(String id) {
        return UnavailableException.asking(() -> documents.find(id)).map(this::stored);
    }

    @Override
    public Optional<Stored<S>> latest(String id) {
        return remembered
                .find(id)
                .or(() -> UnavailableException.asking(() -> documents.find(id)))
                .map(this::stored);
    }

    @Override
    public List<Stored<S>> list(String idPrefix, String afterId, int limit) {
        return UnavailableException.asking(() -> documents.list(idPrefix, afterId, limit)).stream()
                .map(this::stored)
                .toList();
    }

    /** Those with these values, the latest {@code time} first; {@code before} is null for the first page. */
    public List<Stored<S>> newest(
            Map<String, Object> fields, String time, AggregateDocuments.@Nullable Before before, int limit) {
        return UnavailableException.asking(() -> documents.newest(fields, time, before, limit)).stream()
                .map(this::stored)
                .toList();
    }

    /** Ids of all with these values and a {@code time} after {@code since}. */
    public List<String> idsSince(Map<String, Object> fields, String time, Instant since) {
        return UnavailableException.asking(() -> documents.idsSince(fields, time, since));
    }

    public long count(Map<String, Object> fields) {
        return UnavailableException.asking(() -> documents.count(fields));
    }

    /** The documents behind this store, for the kernel's workers. */
    public AggregateDocuments documents() {
        return documents;
    }

    public S state(AggregateDocument document) {
        return states.read(document.state(), type.stateType());
    }

    private Stored<S> stored(AggregateDocument document) {
        var job = document.jobSlot().job();
        return new Stored<>(document.id(), document.revision(), state(document), job == null ? null : job.progress());
    }

    private Outcome<S> change(Cause cause, String id, Decider<S> decider, List<OutboxEntry> alsoCarryOut) {
        var lock = stripes.of(id);
        lock.lock();
        try {
            return UnavailableException.asking(() -> commits.carryOut(cause, id, decider, alsoCarryOut));
        } catch (RuntimeException e) {
            if (Failure.of(e) instanceof Failure.Refuse(var why)) {
                return refused(cause, why);
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** An event is parked, and who asks for something is answered. */
    private static <S> Outcome<S> refused(Cause cause, ParkedException why) {
        if (cause instanceof Cause.Event) {
            throw why;
        }
        return new Outcome.Refused<>(why.code(), String.valueOf(why.getMessage()));
    }
}
