package dev.millrace.training.data.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.training.data.DatasetVersions;
import dev.millrace.training.data.LoggedVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;

/** Dataset versions as documents whose ids are their positions, so that a range of them is found by id. */
@Component
class MongoDatasetVersions implements DatasetVersions {

    private final VersionDocuments documents;

    MongoDatasetVersions(VersionDocuments documents) {
        this.documents = documents;
    }

    @Override
    public Optional<LoggedVersion> numbered(String project, String dataset, long version) {
        return documents
                .findFirstByProjectAndDatasetAndNumber(project, dataset, version)
                .map(VersionDocument::logged);
    }

    @Override
    public Optional<LoggedVersion> at(String project, String dataset, long position) {
        return documents
                .findById(VersionDocument.id(project, dataset, position))
                .map(VersionDocument::logged);
    }

    @Override
    public List<LoggedVersion> between(String project, String dataset, long afterPosition, long toPosition) {
        var ids = LongStream.rangeClosed(afterPosition + 1, toPosition)
                .mapToObj(position -> VersionDocument.id(project, dataset, position))
                .toList();
        return documents.findAllById(ids).stream()
                .map(VersionDocument::logged)
                .sorted(Comparator.comparingLong(LoggedVersion::position))
                .toList();
    }

    @Override
    public ReadModel row(LoggedVersion version) {
        return ReadModel.of(VersionDocument.of(version));
    }
}
