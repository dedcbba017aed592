package dev.millrace.messaging.lifecycle;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says what is wrong when it changes and now and then while it lasts, however often it is tried again. */
final class RepeatedTrouble {

    private static final Duration REMINDER = Duration.ofSeconds(30);

    private final Consumer<String> log;
    private final LongSupplier nanos;
    private String last = "";
    private long since;

    /**
     * @param nanos a monotonic clock
     */
    RepeatedTrouble(Consumer<String> log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    synchronized void report(String trouble) {
        long now = nanos.getAsLong();
        if (!trouble.equals(last) || now - since >= REMINDER.toNanos()) {
            last = trouble;
            since = now;
            log.accept(trouble);
        }
    }

    /** It works again, so the next trouble is a new one. */
    synchronized void over() {
        last = "";
    }
}
