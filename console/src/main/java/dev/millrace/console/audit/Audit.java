package dev.millrace.console.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of an aggregate's audit, newest first, and whether their chain holds. */
record Audit(
        String aggregate,
        boolean verified,
        long revision,
        List<Line> records,
        @Nullable Long next) {

    Audit {
        records = records == null ? List.of() : List.copyOf(records);
    }

    /** One change. */
    record Line(
            long revision,
            @Nullable String actor,
            String action,
            @Nullable String cascadeId,
            @Nullable String at,
            @Nullable String hash) {}
}
