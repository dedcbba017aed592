package dev.millrace.monitoring.retention;

import java.time.Instant;

/** Documents of a feature that would grow for ever. */
@FunctionalInterface
public interface Retained {

    /**
     * Removes the oldest of what is older than a time.
     *
     * @param most documents to remove in one step
     * @return how many were removed; fewer than asked for means that nothing older is left
     */
    int forget(Instant before, int most);
}
