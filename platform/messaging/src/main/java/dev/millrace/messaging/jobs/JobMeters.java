package dev.millrace.messaging.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** What the metrics tell of one worker's jobs. */
final class JobMeters {

    /** What became of an attempt. */
    enum End {
        /** It ended with a result, or will be gone on with later. */
        DONE,
        /** It failed, and the job with it or not. */
        FAILED,
        /** What the job stands on is away, or the process ends: given back, and nothing is to blame. */
        GIVEN_BACK,
        /** Somebody else has it, or nobody wants it any more. */
        LOST
    }

    private final String type;
    private final MeterRegistry meters;

    /**
     * @param type the collection whose aggregates have the jobs
     * @param held those that run here
     */
    JobMeters(String type, Collection<?> held, MeterRegistry meters) {
        this.type = type;
        this.meters = meters;
        Gauge.builder("millrace.messaging.jobs.running", held, Collection::size)
                .description("jobs that this instance works at")
                .tag("type", type)
                .register(meters);
    }

    void ended(End end, long nanos) {
        Timer.builder("millrace.messaging.jobs")
                .description("attempts at jobs, and how long they took")
                .tag("type", type)
                .tag("end", end.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(meters)
                .record(Duration.ofNanos(nanos));
    }
}
