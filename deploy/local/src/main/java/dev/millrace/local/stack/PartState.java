package dev.millrace.local.stack;

import org.jspecify.annotations.Nullable;

/**
 * One part of the stack at one moment.
 *
 * @param pid null when it does not run
 * @param residentBytes null where it cannot be read
 * @param proportionalBytes the same with shared pages divided among those who share them
 */
public record PartState(
        String name,
        @Nullable Long pid,
        int port,
        boolean ready,
        @Nullable Long residentBytes,
        @Nullable Long proportionalBytes) {}
