package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.Announcement;
import java.util.List;

/** Puts estimates of the performance into the events that tell of them. */
@FunctionalInterface
public interface EstimateAnnouncements {

    /** An alert for people, and nothing that would train by itself: an estimate knows nothing of what is true now. */
    List<Announcement<?>> of(ConfirmedEstimate estimate);
}
