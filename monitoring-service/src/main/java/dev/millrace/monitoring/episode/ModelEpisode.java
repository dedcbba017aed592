package dev.millrace.monitoring.episode;

import dev.millrace.drift.episode.Episode;
import dev.millrace.monitoring.ServingRole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A time in which something was wrong with a version in service.
 *
 * @param role that the version has; the champion's where an earlier release has stored the episode
 * @param cascadeId of the events that told it
 */
public record ModelEpisode(
        Kind kind, String model, int version, ServingRole role, long generation, String cascadeId, Episode episode) {

    public ModelEpisode {
        role = ServingRole.stored(role);
    }

    /** What was wrong. */
    public enum Kind {
        DRIFT,
        PERFORMANCE,
        ESTIMATED_PERFORMANCE
    }

    /** Its place in the list, which is the order in which episodes began. It stays the same while the episode goes on. */
    public String position() {
        return "%019d-%s.%d%s"
                .formatted(ChronoUnit.MICROS.between(Instant.EPOCH, episode.since()), kind, generation, role.mark());
    }
}
