package dev.millrace.messaging.commit;

import org.jspecify.annotations.Nullable;

/**
 * Where an aggregate keeps its one job.
 *
 * @param fence counts up with every job and every claim; who holds a lower one has lost its job
 * @param job null where none is wanted
 */
public record JobSlot(long fence, @Nullable Job job) {}
