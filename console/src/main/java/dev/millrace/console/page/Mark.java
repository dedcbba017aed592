package dev.millrace.console.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The five kinds of status. A status is always shown as mark, word and colour. */
public enum Mark {
    GOOD,
    RUNNING,
    ATTENTION,
    BAD,
    IDLE;

    /** What kind of status a code is; whatever says nothing about good or bad is idle. */
    public static Mark of(@Nullable String code) {
        return code == null
                ? IDLE
                : switch (code.toUpperCase(Locale.ROOT)) {
                    case "SERVING",
                            "TRAINED",
                            "APPROVED",
                            "VALID",
                            "PASSED",
                            "NONE",
                            "READY",
                            "BLESSED",
                            "AS_EXPECTED" -> GOOD;
                    case "RUNNING", "REQUESTED", "WAITING", "FILLING", "STARTED" -> RUNNING;
                    case "PENDING_APPROVAL",
                            "PENDING_MANUAL_APPROVAL",
                            "POSSIBLE",
                            "WARN",
                            "WARNING",
                            "ATTENTION",
                            "BREAKER",
                            "NOT_COMPARABLE",
                            "COMPARISON_STALE",
                            "CHAMPION_NOT_SCORED",
                            "BEHIND",
                            "PARKED" -> ATTENTION;
                    case "FAILED",
                            "BAD",
                            "BLOCK",
                            "DATA_REJECTED",
                            "REFUSED",
                            "DRIFT",
                            "WORSE",
                            "CRITICAL",
                            "MISSING",
                            "BROKEN",
                            "SILENT" -> BAD;
                    default -> IDLE;
                };
    }

    /** As style sheets call it. */
    public String getStyle() {
        return name().toLowerCase(Locale.ROOT);
    }
}
