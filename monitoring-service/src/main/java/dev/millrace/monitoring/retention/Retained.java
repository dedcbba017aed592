package dev.millrace.monitoring.retention;

import java.time.Instant;

/** Something of a feature that would grow for ever. */
@FunctionalInterface
public interface Retained {

    /** Removes what is older. */
    void forget(Instant before);
}
