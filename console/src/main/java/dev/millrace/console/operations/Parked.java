package dev.millrace.console.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records that a service has put aside, because they cannot be used as they are. */
record Parked(List<Entry> parked, long total, @Nullable String next) {

    Parked {
        parked = parked == null ? List.of() : List.copyOf(parked);
    }

    /**
     * One of them.
     *
     * @param treatment what a person did with it last; null where nobody did anything
     */
    record Entry(
            String id,
            String topic,
            int partition,
            long offset,
            @Nullable String listener,
            @Nullable String code,
            @Nullable String detail,
            @Nullable String parkedAt,
            @Nullable String status,
            int attempts,
            @Nullable Treatment treatment) {}

    /** @param reason empty where none was given */
    record Treatment(String by, String reason) {}
}
