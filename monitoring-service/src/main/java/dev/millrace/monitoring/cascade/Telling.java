package dev.millrace.monitoring.cascade;

import org.jspecify.annotations.Nullable;

/** What an event says, for people and for the cascade's status. */
record Telling(Step step, @Nullable String runId, String summary) {

    static Telling of(Step step, String summary) {
        return new Telling(step, null, summary);
    }
}
