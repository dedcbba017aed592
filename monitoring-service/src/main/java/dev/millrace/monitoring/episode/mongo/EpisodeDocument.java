package dev.millrace.monitoring.episode.mongo;

import dev.millrace.monitoring.episode.ModelEpisode;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An episode.
 *
 * @param id project, model and the episode's position, so that ids sort by time
 * @param toldAt when it was told last: its age
 */
@Document("episodes")
record EpisodeDocument(@Id String id, @Indexed Instant toldAt, ModelEpisode episode) {}
