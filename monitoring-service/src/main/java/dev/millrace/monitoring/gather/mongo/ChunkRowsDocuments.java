package dev.millrace.monitoring.gather.mongo;

import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of the rows of chunks. */
interface ChunkRowsDocuments extends MongoRepository<ChunkRowsDocument, String> {}
