package dev.millrace.registry.history.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.registry.history.Version;
import dev.millrace.registry.history.Version.Status;
import dev.millrace.registry.history.VersionFacts;
import dev.millrace.registry.history.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Versions in a collection of their own. */
@Component
class MongoVersions implements Versions {

    private final VersionDocuments versions;
    private final FactsDocuments facts;

    MongoVersions(VersionDocuments versions, FactsDocuments facts) {
        this.versions = versions;
        this.facts = facts;
    }

    @Override
    public ReadModel row(String modelId, Version version) {
        return ReadModel.of(VersionDocument.of(modelId, version));
    }

    @Override
    public Optional<Version> find(String modelId, int number) {
        return versions.findById(VersionDocument.id(modelId, number)).map(VersionDocument::version);
    }

    @Override
    public Optional<Version> ofRun(String modelId, String runId) {
        return versions.findFirstByModelIdAndRunId(modelId, runId).map(VersionDocument::version);
    }

    @Override
    public List<Version> list(String modelId, int below, int limit) {
        return versions.findByModelIdAndNumberLessThanOrderByNumberDesc(modelId, below, Limit.of(limit)).stream()
                .map(VersionDocument::version)
                .toList();
    }

    @Override
    public List<Integer> waiting(String modelId, int limit) {
        return versions
                .findByModelIdAndStatusOrderByNumberDesc(modelId, Status.PENDING_MANUAL_APPROVAL, Limit.of(limit))
                .stream()
                .map(VersionDocument::number)
                .toList();
    }

    @Override
    public Waiting waiting() {
        var oldest = versions.findFirstByStatusOrderByVersionTrainingTrainedAt(Status.PENDING_MANUAL_APPROVAL)
                .map(VersionDocument::version);
        return new Waiting(
                oldest.isEmpty() ? 0 : versions.countByStatus(Status.PENDING_MANUAL_APPROVAL),
                oldest.map(version -> version.training().trainedAt()).orElse(null));
    }

    @Override
    public List<WaitingVersion> waitingIn(String project, int limit) {
        return versions
                .findByProjectAndStatusOrderByAtDesc(project, Status.PENDING_MANUAL_APPROVAL, Limit.of(limit))
                .stream()
                .map(document -> new WaitingVersion(document.model(), document.number(), document.at()))
                .toList();
    }

    @Override
    public long count(String project, Status status, Instant since) {
        return versions.countByProjectAndStatusAndAtGreaterThanEqual(project, status, since);
    }

    @Override
    public void keep(VersionFacts one) {
        var training = one.training();
        facts.save(new FactsDocument(
                FactsDocument.id(training.modelId(), training.run().runId()), one));
    }

    @Override
    public Optional<VersionFacts> facts(String modelId, String runId) {
        return facts.findById(FactsDocument.id(modelId, runId)).map(FactsDocument::facts);
    }
}
