package dev.millrace.ingestion.dataset;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A few platform threads for work that keeps a core busy or stays in native code; on the request's own virtual thread it
 * would hold up everybody else's.
 */
final class Workers implements AutoCloseable {

    private final ExecutorService threads;

    Workers(int count) {
        threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("convert-", 0).daemon().factory());
    }

    <T> T run(Callable<T> work) {
        return result(begin(work));
    }

    /** Runs it when its turn comes. */
    <T> Future<T> begin(Callable<T> work) {
        return threads.submit(work);
    }

    /** Waits for its end. */
    static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting", stopped);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
