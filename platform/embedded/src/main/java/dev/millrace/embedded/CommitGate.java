package dev.millrace.embedded;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;

/**
 * Lets a write be answered only when it is in the file, and never puts half a write there.
 *
 * <p>Writes share the gate, a commit has it alone: so a commit finds documents and their indexes in step. Writers that
 * wait at the same time are served by one commit.
 */
final class CommitGate {

    private final MVStore store;
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final ReentrantLock committing = new ReentrantLock();
    private final AtomicLong written = new AtomicLong();
    private long committed;

    CommitGate(MVStore store) {
        this.store = store;
    }

    /** Does the work; returns (or throws) when its effect would survive the end of this process. */
    <T> T write(Supplier<T> work) {
        try {
            return shared(work);
        } finally {
            commitUpTo(written.get());
        }
    }

    /** Runs something on a store in which no write is under way. */
    void exclusively(Runnable work) {
        gate.writeLock().lock();
        try {
            work.run();
        } finally {
            gate.writeLock().unlock();
        }
    }

    private <T> T shared(Supplier<T> work) {
        gate.readLock().lock();
        try {
            return work.get();
        } finally {
            written.incrementAndGet();
            gate.readLock().unlock();
        }
    }

    private void commitUpTo(long number) {
        committing.lock();
        try {
            if (committed < number) {
                exclusively(() -> {
                    var last = written.get();
                    store.commit();
                    committed = last;
                });
            }
        } finally {
            committing.unlock();
        }
    }
}
