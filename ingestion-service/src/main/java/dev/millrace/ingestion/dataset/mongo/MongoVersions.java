package dev.millrace.ingestion.dataset.mongo;

import dev.millrace.ingestion.dataset.DatasetState.ContentKey;
import dev.millrace.ingestion.dataset.NumberedVersion;
import dev.millrace.ingestion.dataset.Versions;
import dev.millrace.messaging.ReadModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Versions in the service's store. */
@Component
class MongoVersions implements Versions {

    private final VersionDocuments documents;

    MongoVersions(VersionDocuments documents) {
        this.documents = documents;
    }

    @Override
    public ReadModel stored(String project, NumberedVersion version) {
        return ReadModel.of(VersionDocument.of(project, version));
    }

    @Override
    public Optional<NumberedVersion> find(String project, String dataset, long number) {
        return documents.findByDatasetAndNumber(project + "/" + dataset, number).map(VersionDocument::numbered);
    }

    @Override
    public Optional<NumberedVersion> findByContent(String project, String dataset, ContentKey content) {
        return documents
                .findFirstByDatasetAndDigestAndSettings(project + "/" + dataset, content.digest(), content.settings())
                .map(VersionDocument::numbered);
    }

    @Override
    public boolean hasRequest(String project, String dataset, String idempotencyKey) {
        return documents
                .findFirstByDatasetAndOriginArrivedRequest(project + "/" + dataset, idempotencyKey)
                .isPresent();
    }

    @Override
    public long count(String project, Instant since) {
        return documents.countByProjectAndOriginArrivedAtGreaterThan(project, since);
    }

    @Override
    public List<NumberedVersion> list(String project, String dataset, long before, int limit) {
        return documents
                .findByDatasetAndNumberLessThanOrderByNumberDesc(project + "/" + dataset, before, Limit.of(limit))
                .stream()
                .map(VersionDocument::numbered)
                .toList();
    }
}
