package dev.millrace.monitoring.drift.mongo;

import dev.millrace.artifacts.ArtifactReferences;
import dev.millrace.monitoring.drift.watch.ColumnReports;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Keeps the artifacts that events name for as long as everything else that monitoring collects. */
@Component
class MongoColumnReports implements ColumnReports, ArtifactReferences, Retained {

    private final ColumnReportDocuments documents;

    MongoColumnReports(ColumnReportDocuments documents) {
        this.documents = documents;
    }

    @Override
    public void keep(String digest, Instant at) {
        documents.save(new ColumnReportDocument(digest, at));
    }

    @Override
    public String source() {
        return "column-reports";
    }

    @Override
    public Page after(String id, int limit) {
        return Page.of(
                documents.findByDigestGreaterThanOrderByDigest(id, Limit.of(limit)),
                limit,
                ColumnReportDocument::digest,
                report -> List.of(Reference.Needed.of(report.digest())));
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByAtBeforeOrderByAt(before, Limit.of(most));
        documents.deleteAllById(old.stream().map(ColumnReportDocument::digest).toList());
        return old.size();
    }
}
