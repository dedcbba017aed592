package dev.millrace.console.live;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A page that listens. What it does not take in time is dropped: the page asks for all of itself anyway. */
final class Listener {

    private static final int WAITING = 64;
    private static final String END = "";

    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(WAITING);
    private final Supplier<String> token;

    /** @param token the one that the reader has now; it may have been renewed since the page was opened */
    Listener(Supplier<String> token) {
        this.token = token;
    }

    String token() {
        return token.get();
    }

    void tell(String message) {
        while (!queue.offer(message)) {
            queue.poll();
        }
    }

    void end() {
        queue.clear();
        tell(END);
    }

    /** The next message, or null after so many seconds without one. */
    @Nullable
    String next(int seconds) throws InterruptedException {
        return queue.poll(seconds, TimeUnit.SECONDS);
    }

    static boolean ends(@Nullable String message) {
        return END.equals(message);
    }
}
