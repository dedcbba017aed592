package dev.millrace.monitoring.routing;

import dev.millrace.monitoring.alert.Alert;

/** Where in its incident an alert stands, which its code says. */
public enum Phase {
    BEGAN,
    /** It was told before, and still is so. */
    LASTS,
    /** It is so no more. */
    OVER;

    private static final String LASTS_ENDING = "_LASTS";
    private static final String OVER_ENDING = "_OVER";

    static Phase of(Alert alert) {
        return alert.code().endsWith(OVER_ENDING) ? OVER : alert.code().endsWith(LASTS_ENDING) ? LASTS : BEGAN;
    }

    /** The code with which the incident began. */
    static String firstCode(Alert alert) {
        return alert.code().replaceFirst("(?:" + OVER_ENDING + "|" + LASTS_ENDING + ")$", "");
    }
}
