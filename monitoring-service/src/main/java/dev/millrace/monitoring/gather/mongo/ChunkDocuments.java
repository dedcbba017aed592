package dev.millrace.monitoring.gather.mongo;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of chunks. */
interface ChunkDocuments extends MongoRepository<ChunkDocument, String> {

    List<ChunkDocument> findByIdBetweenOrderById(String above, String below, Limit limit);

    Optional<ChunkDocument> findFirstByIdGreaterThanOrderById(String id);
}
