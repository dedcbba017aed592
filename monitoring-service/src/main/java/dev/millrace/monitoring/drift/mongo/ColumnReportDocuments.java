package dev.millrace.monitoring.drift.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** Artifacts that events about drift have named. */
interface ColumnReportDocuments extends MongoRepository<ColumnReportDocument, String> {

    List<ColumnReportDocument> findByDigestGreaterThanOrderByDigest(String digest, Limit limit);

    List<ColumnReportDocument> findByAtBeforeOrderByAt(Instant before, Limit limit);
}
