package dev.millrace.messaging.commit;

/**
 * The job of an aggregate as it was read.
 *
 * @param fence of the aggregate, see {@link AggregateDocument}
 */
public record StoredJob(String aggregateId, long fence, Job job) {}
