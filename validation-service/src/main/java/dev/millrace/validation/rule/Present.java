package dev.millrace.validation.rule;

import org.jspecify.annotations.Nullable;

/** Refuses what somebody who wrote a schema has left out. */
final class Present {

    private Present() {}

    static <T> T check(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
