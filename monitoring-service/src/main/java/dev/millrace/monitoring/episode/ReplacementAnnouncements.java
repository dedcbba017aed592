package dev.millrace.monitoring.episode;

import dev.millrace.messaging.Announcement;

/** Puts the end of an episode by another version into an event. */
@FunctionalInterface
public interface ReplacementAnnouncements {

    /** An alert for people, with which the incident of the episode is over. */
    Announcement<?> of(ReplacedEpisode replaced);
}
