package dev.millrace.monitoring.episode;

import dev.millrace.messaging.Lineage;
import java.time.Instant;

/**
 * An episode that lasted when another version came into service. Nobody can see any more whether what was wrong has passed; the new
 * version is watched anew, and has episodes of its own.
 *
 * @param watched id of what was watched
 * @param lineage of the events that told the episode
 * @param by version that came into service
 */
public record ReplacedEpisode(
        ModelEpisode episode, String pipeline, String watched, Lineage lineage, int by, Instant at) {}
