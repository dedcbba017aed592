package dev.millrace.monitoring.episode;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Announcement;
import java.util.ArrayList;
import java.util.List;

/** Keeps the episodes whose end was announced. */
public class MemoryReplacements implements ReplacementAnnouncements {

    private final List<ReplacedEpisode> ended = new ArrayList<>();

    public List<ReplacedEpisode> ended() {
        return ended;
    }

    @Override
    public Announcement<?> of(ReplacedEpisode replaced) {
        ended.add(replaced);
        return new Announcement<>(Topics.ALERT_RAISED, new AlertRaised(), replaced.lineage());
    }
}
