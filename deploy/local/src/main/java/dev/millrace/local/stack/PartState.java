package dev.millrace.local.stack;

import org.jspecify.annotations.Nullable;

/**
 * One process of the stack at one moment.
 *
 * @param name {@code training} for the first replica, {@code training-2} for the second
 * @param part which of the stack's programs it runs
 * @param pid null when it does not run
 * @param restarts how often it was started again since the last {@code up}, because it had ended by an Error
 * @param trouble what keeps it from all of its work, ready or not, and for how long; empty for nothing
 * @param residentBytes null where it cannot be read
 * @param proportionalBytes the same with shared pages divided among those who share them
 */
public record PartState(
        String name,
        String part,
        @Nullable Long pid,
        int port,
        boolean ready,
        int restarts,
        String trouble,
        @Nullable Long residentBytes,
        @Nullable Long proportionalBytes) {}
