package dev.millrace.monitoring.drift.watch;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets predictions wait for the approval that put their generation in service, because nothing says which of two topics is read
 * first. The wait is bounded, and waited for once a generation: an approval that never comes must not hold up what is.
 */
public final class Approvals {

    private static final int MAX_REMEMBERED = 1000;
    private static final Duration WHILE_READING_THE_PAST = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofSeconds(3);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Long> started = new HashMap<>();
    private final Map<String, Long> givenUp = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    });
    private final Duration patience;
    private boolean pastRead;

    public Approvals() {
        this(LATER);
    }

    /** @param patience with an approval, once those that there were at the start are read */
    Approvals(Duration patience) {
        this.patience = patience;
    }

    /** Every approval that there was when this process started has been handled. */
    public void pastRead() {
        change(() -> pastRead = true);
    }

    /** A generation is watched from now on. */
    void started(String watch, long generation) {
        change(() -> started.merge(watch, generation, Math::max));
    }

    /** Returns when the generation, or a newer one, is watched, or when there is no use in waiting any longer. */
    void await(String watch, long generation) {
        if (givenUp.getOrDefault(watch, 0L) >= generation) {
            return;
        }
        lock.lock();
        try {
            long began = System.nanoTime();
            while (started.getOrDefault(watch, 0L) < generation) {
                long left = (pastRead ? patience : WHILE_READING_THE_PAST).toNanos() - (System.nanoTime() - began);
                if (left <= 0) {
                    givenUp.put(watch, generation);
                    return;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for an approval", stopped);
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
