package dev.millrace.console.service;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A question that has been sent. Questions of one page share one deadline.
 *
 * @param <T> what was asked for
 */
public final class Pending<T> {

    private final CompletableFuture<Answer<T>> coming;
    private final Answer<T> late;
    private final long deadline;

    Pending(CompletableFuture<Answer<T>> coming, Answer<T> late, long deadline) {
        this.coming = coming;
        this.late = late;
        this.deadline = deadline;
    }

    /**
     * What has come until the page's deadline.
     *
     * @throws TokenRefused when the service does not know who asks
     */
    public Answer<T> answer() {
        try {
            return coming.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return late;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TokenRefused refused ? refused : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return late;
        }
    }

    static long after(Duration patience) {
        return System.nanoTime() + patience.toNanos();
    }
}
