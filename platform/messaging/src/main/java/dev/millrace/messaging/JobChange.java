package dev.millrace.messaging;

/** What a change of state does to the one job that an aggregate may have. */
public sealed interface JobChange {

    /** As it is; a change made by the job's own completion ends the job. */
    record Keep() implements JobChange {}

    /** Wanted: a worker may claim it. Replaces the job there was, whose worker is fenced off. */
    record Request(String jobId) implements JobChange {}

    /** Not wanted any more; a worker that runs it is fenced off. */
    record Clear() implements JobChange {}
}
