package dev.millrace.monitoring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Lets one thread of this process at a time do what is to be done for one thing, as long as there is more; a thread that finds
 * another at it asks that one to look once more, and goes on.
 */
public final class LookAgain {

    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    /** @param didSome does a part of what is to be done now; false where there is nothing */
    public void whileThereIsMore(String id, BooleanSupplier didSome) {
        var count = asked.computeIfAbsent(id, each -> new AtomicInteger());
        if (count.getAndIncrement() > 0) {
            return;
        }
        boolean done = false;
        try {
            int answered;
            boolean more;
            do {
                answered = count.get();
                do {
                    more = didSome.getAsBoolean();
                } while (more);
            } while (count.addAndGet(-answered) > 0);
            done = true;
        } finally {
            if (!done) {
                // Whoever was sent away meanwhile is not looked for now: the records of this failed call come again,
                // and it
                // looks for all.
                count.set(0);
            }
        }
    }
}
