package dev.millrace.monitoring.feedback;

import dev.millrace.drift.episode.News;
import dev.millrace.messaging.Announcement;
import java.util.List;

/** Puts it into events that a model got worse. */
@FunctionalInterface
public interface PerformanceAnnouncements {

    /** The drift with its figures and an alert for people; where an episode is told again, the alert alone. */
    List<Announcement<?>> of(Score score, ScoredWindow window, News news);
}
