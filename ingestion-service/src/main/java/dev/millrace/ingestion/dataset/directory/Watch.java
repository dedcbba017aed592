package dev.millrace.ingestion.dataset.directory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** Looks again and again, from when the service is up until it stops. */
final class Watch implements SmartLifecycle {

    private final Runnable look;
    private final Duration every;
    private final boolean wanted;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("inbox").daemon().factory());
    private volatile boolean running;

    /** @param wanted false for one that never looks */
    Watch(Runnable look, Duration every, boolean wanted) {
        this.look = look;
        this.every = every;
        this.wanted = wanted;
    }

    @Override
    public boolean isAutoStartup() {
        return wanted;
    }

    @Override
    public void start() {
        running = true;
        var scheduled = thread.scheduleWithFixedDelay(look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        running = !scheduled.isCancelled();
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
