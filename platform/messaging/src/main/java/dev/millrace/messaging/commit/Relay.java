package dev.millrace.messaging.commit;

import dev.millrace.faults.FaultPoint;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what commits left in outboxes: strictly in order within an aggregate, one entry after the other's
 * acknowledgement, and takes entries out only after theirs. Whatever is interrupted is done again: an entry has the
 * same id and bytes each time, and those who read it ignore the second copy.
 */
public final class Relay implements OutboxSignal {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private static final int REVISIONS = 1000;

    /** How many tasks use the store at a time; any number may wait for the broker. */
    private static final int AT_WORK = 8;

    private final Executor executor;
    private final Executor letters;
    private final Clock clock;
    private final Semaphore atWork = new Semaphore(AT_WORK);
    private final Publisher publisher;

    /** Aggregates at work, and whether each was woken again meanwhile. */
    private final Map<Target, Boolean> running = new ConcurrentHashMap<>();

    /** The newest revision whose outbox was carried out, by aggregate; what an earlier commit left is carried out too. */
    private final Remembered<Target, Long> carriedOut = new Remembered<>(REVISIONS);

    /**
     * @param executor runs one task per aggregate with something to carry out; without a limit, because tasks wait for the broker,
     *     and a partition without a leader must not hold up aggregates whose events go elsewhere
     * @param letters runs those with a parked record, so that a missing parking topic holds nothing else up
     * @param patience with one acknowledgement
     */
    public Relay(
            Transport transport,
            Executor executor,
            Executor letters,
            Duration patience,
            Clock clock,
            MeterRegistry meters) {
        this.executor = executor;
        this.letters = letters;
        this.clock = clock;
        this.publisher = new Publisher(transport, patience, atWork, meters);
    }

    @Override
    public void committed(AggregateDocuments documents, Outbox outbox) {
        wake(new Target(documents, outbox.id()), Optional.of(outbox));
    }

    /** Carries out what an aggregate's outbox holds, whatever that is. */
    void carryOut(AggregateDocuments documents, String id) {
        wake(new Target(documents, id), Optional.empty());
    }

    private void wake(Target target, Optional<Outbox> committed) {
        boolean woken = running.merge(target, false, (before, now) -> true);
        if (!woken) {
            var threads = committed.filter(Relay::hasLetters).isPresent() ? letters : executor;
            execute(target, threads, () -> run(target, committed));
        }
    }

    private void execute(Target target, Executor threads, Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            running.remove(target);
        }
    }

    /** Whether this process is at work on the aggregate. */
    boolean busyWith(AggregateDocuments documents, String id) {
        return running.containsKey(new Target(documents, id));
    }

    private static boolean hasLetters(Outbox outbox) {
        return outbox.entries().stream().anyMatch(OutboxEntry.DeadLetter.class::isInstance);
    }

    private void run(Target target, Optional<Outbox> committed) {
        atWork(target, () -> {
            long newest = carriedOut.find(target).orElse(0L);
            var outbox = committed
                    .filter(each -> each.revision() > newest)
                    .or(() -> target.documents().outbox(target.id()));
            if (committed.isEmpty() && outbox.filter(Relay::hasLetters).isPresent()) {
                execute(target, letters, () -> atWork(target, () -> drainAll(target, outbox)));
            } else {
                drainAll(target, outbox);
            }
        });
    }

    private void atWork(Target target, Runnable task) {
        atWork.acquireUninterruptibly();
        try {
            task.run();
        } catch (RuntimeException e) {
            running.remove(target);
            log.warn("The outbox of {} waits for the next sweep: {}", target.id(), e.toString());
        } finally {
            atWork.release();
        }
    }

    private void drainAll(Target target, Optional<Outbox> snapshot) {
        var outbox = snapshot;
        do {
            running.put(target, false);
            drain(target, outbox);
            outbox = Optional.empty();
        } while (!running.remove(target, false));
    }

    private void drain(Target target, Optional<Outbox> snapshot) {
        var documents = target.documents();
        var outbox = snapshot.or(() -> documents.outbox(target.id()));
        while (outbox.isPresent() && !outbox.get().entries().isEmpty()) {
            var all = outbox.get();
            carriedOut.keep(target, all.revision());
            var done = carryOut(documents, all);
            if (done.isEmpty()) {
                return;
            }
            boolean whole = done.size() == all.entries().size();
            boolean settled = documents.settle(new Outbox(all.id(), all.revision(), done), whole, clock.instant());
            FaultPoint.RELAY_AFTER_PULL.reached();
            if (settled) {
                return;
            }
            outbox = documents.outbox(target.id());
        }
        documents.clearPending(target.id());
    }

    /**
     * What only the store is needed for goes first, so that it does not wait for the broker. What was done is taken out even where
     * an entry behind it fails: nobody shall get it again at each attempt.
     */
    private List<OutboxEntry> carryOut(AggregateDocuments documents, Outbox all) {
        var done = new ArrayList<OutboxEntry>(all.entries().size());
        try {
            for (OutboxEntry entry : all.entries()) {
                if (all.carriedOut().contains(entry.id()) || carryOutInTheStore(documents, entry)) {
                    done.add(entry);
                }
            }
            for (OutboxEntry entry : all.entries()) {
                if (publisher.publish(entry)) {
                    done.add(entry);
                }
            }
            return done;
        } catch (RuntimeException e) {
            if (!done.isEmpty()) {
                documents.settle(new Outbox(all.id(), all.revision(), done), false, clock.instant());
            }
            throw e;
        }
    }

    private static boolean carryOutInTheStore(AggregateDocuments documents, OutboxEntry entry) {
        switch (entry) {
            case OutboxEntry.Audit audit -> documents.putAudit(audit.line());
            case OutboxEntry.ReadModelWrite write -> documents.putReadModel(write);
            case OutboxEntry.Event event -> {
                return false;
            }
            case OutboxEntry.DeadLetter letter -> {
                return false;
            }
        }
        return true;
    }

    private record Target(AggregateDocuments documents, String id) {}
}
