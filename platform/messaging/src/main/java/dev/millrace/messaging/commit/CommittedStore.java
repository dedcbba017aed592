package dev.millrace.messaging.commit;

import dev.millrace.faults.FaultPoint;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.Stored;
import dev.millrace.messaging.commit.Change.JobWriteKind;
import dev.millrace.messaging.failure.Failure;
import io.micrometer.core.instrument.Counter;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Load, decide, commit; and again where somebody else was faster or the store's answer was lost. The first attempt does not
 * load an aggregate that this process remembers: what it writes names the revision that it follows.
 */
public final class CommittedStore<S> implements AggregateStore<S> {

    private static final Logger log = LoggerFactory.getLogger(CommittedStore.class);
    private static final int ATTEMPTS = 8;
    private static final int REMEMBERED = 100;
    private static final long JITTER_NANOS = 20_000_000;

    /** Left to the relay of a full outbox before the next attempt. */
    private static final long RELAY_NANOS = 50_000_000;

    private final AggregateType<S> type;
    private final AggregateDocuments documents;
    private final ChangeFactory<S> changes;
    private final Consumer<Outbox> committed;
    private final Runnable jobRequested;
    private final Counter ignored;
    private final Stripes stripes = new Stripes();
    private final Remembered<String, AggregateDocument> remembered = new Remembered<>(REMEMBERED);

    CommittedStore(
            AggregateType<S> type,
            AggregateDocuments documents,
            ChangeFactory<S> changes,
            Consumer<Outbox> committed,
            Runnable jobRequested,
            Counter ignored) {
        this.type = type;
        this.documents = documents;
        this.changes = changes;
        this.committed = committed;
        this.jobRequested = jobRequested;
        this.ignored = ignored;
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

    /** Those with these values, the latest {@code time} first. */
    public List<Stored<S>> newest(Map<String, Object> fields, String time, int limit) {
        return UnavailableException.asking(() -> documents.newest(fields, time, limit)).stream()
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
        return StateCodec.decode(document.state(), type.stateType());
    }

    private Stored<S> stored(AggregateDocument document) {
        var job = document.jobSlot().job();
        return new Stored<>(document.id(), document.revision(), state(document), job == null ? null : job.progress());
    }

    private Outcome<S> change(Cause cause, String id, Decider<S> decider, List<OutboxEntry> extra) {
        var lock = stripes.of(id);
        lock.lock();
        try {
            return UnavailableException.asking(() -> attempt(cause, id, decider, extra));
        } catch (RuntimeException e) {
            if (Failure.of(e) instanceof Failure.Refuse(var why)) {
                return refused(cause, why.code(), String.valueOf(why.getMessage()), why.retried());
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private Outcome<S> attempt(Cause cause, String id, Decider<S> decider, List<OutboxEntry> extra) {
        var tried = new HashMap<String, Attempt<S>>();
        var ahead = remembered.find(id).flatMap(known -> ahead(known, cause, id, decider, extra, tried));
        if (ahead.isPresent()) {
            return ahead.get();
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var before = documents.find(id).orElse(null);
            if (before != null) {
                remembered.keep(id, before);
            }
            var written = before == null ? null : written(before, tried);
            if (written != null) {
                return done(written, documents.outbox(id));
            }
            var old = before == null ? Optional.<Outcome<S>>empty() : doneBefore(cause, before);
            if (old.isPresent()) {
                ignored.increment();
                return old.get();
            }
            switch (decider.decide(before == null ? null : state(before))) {
                case Decision.Ignore<S>(var because) -> {
                    return new Outcome.Ignored<>(before == null ? null : state(before), because);
                }
                case Decision.Refuse<S>(var code, var detail, var retried) -> {
                    return refused(cause, code, detail, retried);
                }
                case Decision.Apply<S> apply -> {
                    Attempt<S> next;
                    try {
                        next = new Attempt<>(apply.state(), changes.change(id, before, cause, apply, extra));
                    } catch (ParkedException tooLarge) {
                        log.error("{}: {}", tooLarge.code(), tooLarge.getMessage());
                        return refused(cause, tooLarge.code(), String.valueOf(tooLarge.getMessage()), false);
                    } catch (UnavailableException full) {
                        if (attempt == ATTEMPTS - 1) {
                            throw full;
                        }
                        LockSupport.parkNanos(RELAY_NANOS);
                        continue;
                    }
                    tried.put(next.change().write(), next);
                    Optional<Committed> committed;
                    try {
                        committed = write(next.change(), attempt);
                    } catch (ParkedException tooLarge) {
                        return refused(cause, tooLarge.code(), String.valueOf(tooLarge.getMessage()), false);
                    }
                    if (committed.isPresent()) {
                        return done(next, committed.map(Committed::outbox));
                    }
                }
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(JITTER_NANOS));
        }
        throw UnavailableException.contended(changes.aggregateId(id));
    }

    /** The change of this process that the store took although its answer was lost; others may have written since. */
    private static <S> @Nullable Attempt<S> written(AggregateDocument document, Map<String, Attempt<S>> tried) {
        return tried.isEmpty()
                ? null
                : document.writes().stream()
                        .map(tried::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    /** Only a change that is written counts; anything else is decided again on what is loaded, for this may be old. */
    private Optional<Outcome<S>> ahead(
            AggregateDocument known,
            Cause cause,
            String id,
            Decider<S> decider,
            List<OutboxEntry> extra,
            Map<String, Attempt<S>> tried) {
        if (doneBefore(cause, known).isPresent()) {
            return Optional.empty();
        }
        Attempt<S> next;
        try {
            if (!(decider.decide(state(known)) instanceof Decision.Apply<S> apply)) {
                return Optional.empty();
            }
            next = new Attempt<>(apply.state(), changes.change(id, known, cause, apply, extra));
        } catch (RuntimeException ofWhatMayBeOld) {
            return Optional.empty();
        }
        tried.put(next.change().write(), next);
        try {
            return write(next.change(), 0).map(committed -> done(next, Optional.of(committed.outbox())));
        } catch (ParkedException ofWhatMayBeOld) {
            return Optional.empty();
        }
    }

    /**
     * Empty where the change was not written, or where that is not known: loading again will tell.
     *
     * @throws ParkedException where the store will never take it
     */
    private Optional<Committed> write(Change change, int attempt) {
        try {
            var written = documents.commit(change);
            FaultPoint.COMMIT_AFTER_WRITE.reached();
            written.map(Committed::document).ifPresent(document -> remembered.keep(document.id(), document));
            return written;
        } catch (RuntimeException e) {
            return switch (Failure.of(e)) {
                case Failure.Refuse(var why) -> throw why;
                case Failure.Wait wait when attempt <= 1 -> Optional.empty();
                case Failure.Wait wait -> throw e;
                case Failure.Defect defect -> throw e;
            };
        }
    }

    private Outcome<S> done(Attempt<S> written, Optional<Outbox> outbox) {
        var change = written.change();
        var inPlace = putReadModels(change);
        outbox.filter(all -> !all.entries().isEmpty())
                .map(all -> all.without(inPlace))
                .ifPresent(committed);
        if (change.job().kind() == JobWriteKind.REPLACE) {
            jobRequested.run();
        }
        var announced = change.publication().entries().stream()
                .filter(OutboxEntry.Event.class::isInstance)
                .map(OutboxEntry::id)
                .toList();
        return new Outcome.Applied<>(written.state(), change.revision(), announced);
    }

    /** Puts read models in place before the caller hears of the change; what fails here is left to the relay. */
    private Set<String> putReadModels(Change change) {
        var inPlace = new HashSet<String>();
        try {
            for (OutboxEntry entry : change.publication().entries()) {
                if (entry instanceof OutboxEntry.ReadModelWrite write) {
                    FaultPoint.COMMIT_BEFORE_READ_MODEL.reached();
                    documents.putReadModel(write);
                    inPlace.add(write.id());
                }
            }
        } catch (RuntimeException e) {
            log.warn("Read models of {} are left to the relay: {}", change.id(), e.toString());
        }
        return inPlace;
    }

    private Optional<Outcome<S>> doneBefore(Cause cause, AggregateDocument document) {
        return switch (cause) {
            case Cause.Event(var received, var marked) ->
                Optional.ofNullable(marked ? Marks.ignored(document, received) : null)
                        .map(because -> new Outcome.Ignored<>(state(document), because));
            case Cause.Request(var command) -> handledBefore(command, document);
            case Cause.Internal internal -> Optional.empty();
            case Cause.Completion completion -> {
                var job = document.jobSlot().job();
                boolean held = FaultPoint.FENCE_CHECKED.skipped()
                        || (document.jobSlot().fence() == completion.fence()
                                && job != null
                                && job.id().equals(completion.jobId()));
                yield held ? Optional.empty() : Optional.of(new Outcome.Ignored<>(state(document), "FENCED"));
            }
        };
    }

    private Optional<Outcome<S>> handledBefore(Command command, AggregateDocument document) {
        return document.handled().commands().stream()
                .filter(seen -> seen.key().equals(command.idempotencyKey()))
                .findFirst()
                .map(seen -> seen.digest().equals(command.requestDigest())
                        ? new Outcome.Replayed<>(state(document), document.revision(), seen.answer())
                        : new Outcome.Refused<>(
                                "IDEMPOTENCY_KEY_REUSED", "this idempotency key was used for another request"));
    }

    private static <S> Outcome<S> refused(Cause cause, String code, String detail, boolean retried) {
        if (cause instanceof Cause.Event) {
            throw new ParkedException(code, detail, retried);
        }
        return new Outcome.Refused<>(code, detail);
    }

    private record Attempt<S>(S state, Change change) {}
}
