package dev.millrace.messaging.jobs;

import dev.millrace.messaging.consume.FailurePolicy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.util.backoff.BackOffExecution;

/** How long this process leaves alone a job whose last attempt here went wrong: longer each time. */
final class Rests {

    private final LongSupplier nanos;
    private final Map<String, Rest> byAggregate = new ConcurrentHashMap<>();

    private record Rest(String job, BackOffExecution pauses, long until) {}

    /**
     * @param nanos a monotonic clock
     */
    Rests(LongSupplier nanos) {
        this.nanos = nanos;
    }

    boolean rests(String aggregateId, String job) {
        var rest = byAggregate.get(aggregateId);
        return rest != null && rest.job().equals(job) && nanos.getAsLong() - rest.until() < 0;
    }

    void begin(String aggregateId, String job) {
        byAggregate.compute(aggregateId, (id, before) -> {
            boolean again = before != null && before.job().equals(job);
            var pauses = again ? before.pauses() : FailurePolicy.untilOver().start();
            long pause = TimeUnit.MILLISECONDS.toNanos(pauses.nextBackOff());
            return new Rest(job, pauses, nanos.getAsLong() + pause);
        });
    }

    void forget(String aggregateId) {
        byAggregate.remove(aggregateId);
    }
}
