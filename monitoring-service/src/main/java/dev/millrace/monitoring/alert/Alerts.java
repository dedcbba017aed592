package dev.millrace.monitoring.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every alert. An alert's id comes from its event alone, so the same event again is the same alert. */
public interface Alerts {

    void add(String project, Alert alert);

    Optional<Alert> find(String project, String id);

    /**
     * Those that match, newest first. At most so many are read: fewer may match, though there are older ones.
     *
     * @param after the id of the alert that the page before ended with; null for the first page
     */
    List<Alert> find(String project, AlertFilter filter, @Nullable String after, int limit);

    /** How many were raised since then. */
    long count(String project, Instant since);
}
