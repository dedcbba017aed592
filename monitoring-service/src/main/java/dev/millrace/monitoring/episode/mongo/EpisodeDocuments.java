package dev.millrace.monitoring.episode.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of episodes. */
interface EpisodeDocuments extends MongoRepository<EpisodeDocument, String> {

    List<EpisodeDocument> findByIdBetweenOrderByIdDesc(String above, String below, Limit limit);

    List<EpisodeDocument> findByToldAtBeforeOrderByToldAt(Instant before, Limit limit);
}
