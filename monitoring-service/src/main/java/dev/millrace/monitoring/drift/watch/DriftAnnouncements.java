package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.Announcement;
import java.util.List;

/** Puts drift into the events that tell of it. */
@FunctionalInterface
public interface DriftAnnouncements {

    /** The drift with its figures and an alert for people; where an episode is told again, the alert alone. */
    List<Announcement<?>> of(ConfirmedDrift drift);
}
