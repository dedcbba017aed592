package dev.millrace.messaging.lifecycle;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The kernel's threads; those without work go away, and an Error on any ends the process. Not beans of their own, so that Boot's executors stay as they are. */
public final class MessagingThreads implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ExecutorService relays = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
            .name("relay-", 0)
            .uncaughtExceptionHandler((thread, failure) -> FatalErrors.haltOn(failure))
            .factory());
    private final ThreadPoolExecutor letters = pool(1, "letter-");
    private final ExecutorService handlers = Executors.newCachedThreadPool(named("handler-"));
    private final ExecutorService jobs = Executors.newCachedThreadPool(named("job-"));
    private final ScheduledThreadPoolExecutor timer = timer(2, "messaging-");
    private final ScheduledThreadPoolExecutor retries = timer(1, "retry-");

    /** Without a limit: tasks that wait for one broker must not keep those from running that need another. */
    public ExecutorService relays() {
        return relays;
    }

    public ExecutorService letters() {
        return letters;
    }

    public ExecutorService handlers() {
        return handlers;
    }

    public ExecutorService jobs() {
        return jobs;
    }

    public ScheduledExecutorService timer() {
        return timer;
    }

    /** What is tried again may take long, and beats and back-offs must not wait for it. */
    public ScheduledExecutorService retries() {
        return retries;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        retries.shutdownNow();
        jobs.shutdownNow();
        handlers.shutdown();
        relays.shutdown();
        letters.shutdownNow();
        try {
            if (!relays.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                relays.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolExecutor pool(int threads, String prefix) {
        var pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(prefix));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ScheduledThreadPoolExecutor timer(int threads, String prefix) {
        var timer = new ScheduledThreadPoolExecutor(threads, named(prefix)) {
            @Override
            protected void afterExecute(Runnable task, @Nullable Throwable none) {
                if (task instanceof Future<?> done && done.state() == Future.State.FAILED) {
                    FatalErrors.haltOn(done.exceptionNow());
                }
            }
        };
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    private static ThreadFactory named(String prefix) {
        return Thread.ofPlatform()
                .daemon()
                .name(prefix, 0)
                .uncaughtExceptionHandler((thread, failure) -> FatalErrors.haltOn(failure))
                .factory();
    }
}
