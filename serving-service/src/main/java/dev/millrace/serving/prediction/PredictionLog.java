package dev.millrace.serving.prediction;

import java.time.Instant;

/** Where answers are kept for monitoring; taking one note never waits. */
@FunctionalInterface
public interface PredictionLog {

    void add(LoggedAnswer answer);

    /** One answered request. */
    record LoggedAnswer(Predictions answer, long latencyMicros, Instant at) {}
}
