package dev.millrace.artifacts;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes unfinished files of the last day's failures, once an hour, for as long as the service runs. */
final class DraftSweep implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DraftSweep.class);
    private static final Duration KEPT = Duration.ofDays(1);

    private final LocalArtifactStore store;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("draft-sweep").daemon().factory());

    DraftSweep(LocalArtifactStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        var scheduled = thread.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.HOURS);
        if (scheduled.isCancelled()) {
            throw new IllegalStateException("the sweep of unfinished files was not scheduled");
        }
    }

    private void sweep() {
        try {
            int removed = store.removeDraftsBefore(clock.instant().minus(KEPT));
            if (removed > 0) {
                log.info("Removed {} unfinished files that were older than a day", removed);
            }
        } catch (StorageException failure) {
            log.warn("Unfinished files could not be removed, the next sweep tries again: {}", failure.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
