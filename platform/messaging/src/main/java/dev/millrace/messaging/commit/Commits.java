package dev.millrace.messaging.commit;

import dev.millrace.faults.FaultPoint;
import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.commit.Change.JobWriteKind;
import dev.millrace.messaging.failure.Failure;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Load, decide, commit; and again where somebody else was faster or the store's answer was lost. The first attempt does not
 * load an aggregate that this process remembers: what it writes names the revision that it follows.
 */
final class Commits<S> {

    private static final Logger log = LoggerFactory.getLogger(Commits.class);
    private static final int ATTEMPTS = 8;

    /** The longest pause behind the first attempt; twice as long behind each further one, so that many rivals get apart and a relay empties an outbox. */
    private static final long PAUSE_NANOS = 20_000_000;

    private final AggregateDocuments documents;
    private final Function<AggregateDocument, S> states;
    private final ChangeFactory<S> changes;
    private final Consumer<Outbox> committed;
    private final Runnable jobRequested;
    private final ChangeLog told;
    private final Remembered<String, AggregateDocument> remembered;

    Commits(
            AggregateDocuments documents,
            Function<AggregateDocument, S> states,
            ChangeFactory<S> changes,
            Consumer<Outbox> committed,
            Runnable jobRequested,
            ChangeLog told,
            Remembered<String, AggregateDocument> remembered) {
        this.documents = documents;
        this.states = states;
        this.changes = changes;
        this.committed = committed;
        this.jobRequested = jobRequested;
        this.told = told;
        this.remembered = remembered;
    }

    /**
     * Who wants what changed.
     *
     * @param alsoCarryOut what is to be carried out besides the announcements of the decision
     * @param tried the changes that were given to the store so far, by {@link Change#write}
     */
    private record Request<S>(
            Cause cause, String id, Decider<S> decider, List<OutboxEntry> alsoCarryOut, Map<String, Attempt<S>> tried) {

        /** The change of this process that the store took although its answer was lost; others may have written since. */
        Optional<Attempt<S>> written(AggregateDocument document) {
            return document.writes().stream()
                    .map(tried::get)
                    .filter(Objects::nonNull)
                    .findFirst();
        }

        Attempt<S> attempt(Decision.Apply<S> apply, Change change) {
            var attempt = new Attempt<>(cause, apply, change);
            tried.put(change.write(), attempt);
            return attempt;
        }
    }

    private record Attempt<S>(Cause cause, Decision.Apply<S> apply, Change change) {}

    /**
     * @throws ParkedException where the aggregate can never be changed like that
     * @throws UnavailableException where it may be later
     */
    Outcome<S> carryOut(Cause cause, String id, Decider<S> decider, List<OutboxEntry> alsoCarryOut) {
        var request = new Request<>(cause, id, decider, alsoCarryOut, new HashMap<>());
        var ahead = remembered.find(id).flatMap(known -> ahead(request, known));
        if (ahead.isPresent()) {
            return ahead.get();
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var outcome = attempt(request, attempt);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            if (attempt < ATTEMPTS) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS << (attempt - 1)));
            }
        }
        throw UnavailableException.contended(changes.aggregateId(id));
    }

    /** Only a change that is written counts; anything else is decided again on what is loaded, for this may be old. */
    private Optional<Outcome<S>> ahead(Request<S> request, AggregateDocument known) {
        try {
            if (Repetition.of(request.cause(), known, states).isEmpty()
                    && request.decider().decide(states.apply(known)) instanceof Decision.Apply<S> apply) {
                return write(request, known, apply, 0);
            }
        } catch (RuntimeException ofWhatMayBeOld) {
            log.debug("{} is loaded to decide again: {}", request.id(), ofWhatMayBeOld.toString());
        }
        return Optional.empty();
    }

    /** Empty where another attempt is needed. */
    private Optional<Outcome<S>> attempt(Request<S> request, int attempt) {
        var before = load(request.id());
        if (before != null) {
            var earlier = request.written(before);
            if (earlier.isPresent()) {
                return Optional.of(done(earlier.get(), documents.outbox(request.id())));
            }
            var repetition = Repetition.of(request.cause(), before, states);
            if (repetition.isPresent()) {
                told.repeated();
                return repetition;
            }
        }
        var state = before == null ? null : states.apply(before);
        return switch (request.decider().decide(state)) {
            case Decision.Ignore<S>(var because) -> Optional.of(new Outcome.Ignored<>(state, because));
            case Decision.Refuse<S>(var code, var detail, var retried) ->
                throw new ParkedException(code, detail, retried);
            case Decision.Apply<S> apply -> write(request, before, apply, attempt);
        };
    }

    private @Nullable AggregateDocument load(String id) {
        var loaded = documents.find(id);
        loaded.ifPresent(document -> remembered.keep(id, document));
        return loaded.orElse(null);
    }

    /** Empty where the outbox was full or the change was not written. */
    private Optional<Outcome<S>> write(
            Request<S> request, @Nullable AggregateDocument before, Decision.Apply<S> apply, int attempt) {
        Change change;
        try {
            change = changes.change(request.id(), before, request.cause(), apply, request.alsoCarryOut());
        } catch (UnavailableException full) {
            if (attempt == ATTEMPTS) {
                throw full;
            }
            return Optional.empty();
        }
        var next = request.attempt(apply, change);
        return write(change, attempt).map(written -> done(next, Optional.of(written.outbox())));
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
        told.written(written.cause(), written.apply(), change);
        var announced = change.publication().entries().stream()
                .filter(OutboxEntry.Event.class::isInstance)
                .map(OutboxEntry::id)
                .toList();
        return new Outcome.Applied<>(written.apply().state(), change.revision(), announced);
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
}
