package dev.millrace.monitoring.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every alert. An alert's id comes from its event alone, so the same event again is the same alert. */
public interface Alerts {

    void add(String project, Alert alert);

    /**
     * Newest first.
     *
     * @param after the id of the alert that the page before ended with; null for the first page
     */
    List<Alert> newest(String project, @Nullable String after, int limit);
}
