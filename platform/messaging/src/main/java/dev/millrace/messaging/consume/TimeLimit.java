package dev.millrace.messaging.consume;

import dev.millrace.messaging.ParkedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Lets a listener work for so long and interrupts it then. What it committed stays committed, even where it was interrupted
 * while it waited for the store's answer. So it is given a moment to end, and is called once more: a listener whose
 * change was written ignores the same event at once.
 */
final class TimeLimit {

    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final ExecutorService threads;
    private final Duration limit;

    TimeLimit(ExecutorService threads, Duration limit) {
        this.threads = threads;
        this.limit = limit;
    }

    /**
     * @throws ParkedException HANDLER_TIMEOUT where it takes longer, and did not turn out to be done
     */
    void run(Runnable work) {
        if (!ends(work, limit) && !ends(work, limit.compareTo(MOMENT) < 0 ? limit : MOMENT)) {
            throw new ParkedException("HANDLER_TIMEOUT", "not handled within " + limit, false);
        }
    }

    /** Whether the work ended well; throws what it threw before it was interrupted. */
    private boolean ends(Runnable work, Duration within) {
        var end = new CompletableFuture<@Nullable Void>();
        var task = threads.submit(() -> {
            try {
                work.run();
                end.complete(null);
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        });
        try {
            await(end, within);
            return true;
        } catch (TimeoutException tooLong) {
            task.cancel(true);
            return endsAfterAll(end);
        }
    }

    private static boolean endsAfterAll(CompletableFuture<@Nullable Void> interrupted) {
        try {
            await(interrupted, MOMENT);
            return true;
        } catch (TimeoutException | RuntimeException brokenOff) {
            return false;
        }
    }

    private static void await(CompletableFuture<@Nullable Void> end, Duration within) throws TimeoutException {
        try {
            end.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
