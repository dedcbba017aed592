package dev.millrace.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a change of state does to the one job that an aggregate may have. */
public sealed interface JobChange {

    /** As it is; a change made by the job's own completion ends the job. */
    record Keep() implements JobChange {}

    /**
     * A job is wanted: a worker may claim it once it is due. It replaces the job there was, whose worker is fenced off. Jobs are
     * claimed in the order in which they became due.
     *
     * @param notBefore when the job is due; null for at once
     */
    record Request(String jobId, @Nullable Instant notBefore) implements JobChange {

        public Request(String jobId) {
            this(jobId, null);
        }
    }

    /** Not wanted any more; a worker that runs it is fenced off. */
    record Clear() implements JobChange {}
}
