package dev.millrace.validation.dataset.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.validation.dataset.Verdict;
import dev.millrace.validation.dataset.Verdicts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Verdicts in the service's store. */
@Component
class MongoVerdicts implements Verdicts {

    private final VerdictDocuments documents;

    private final NewestVerdictDocuments newest;

    MongoVerdicts(VerdictDocuments documents, NewestVerdictDocuments newest) {
        this.documents = documents;
        this.newest = newest;
    }

    @Override
    public ReadModel stored(String dataset, Verdict verdict, Instant at) {
        return ReadModel.of(new VerdictDocument(
                VerdictDocument.id(dataset, verdict.version()), project(dataset), verdict.usable(), at, verdict));
    }

    @Override
    public ReadModel newest(String dataset, Verdict verdict, Instant at) {
        var rejected = verdict.usable() ? null : verdict.decisive().orElse(null);
        return ReadModel.of(new NewestVerdictDocument(
                dataset,
                project(dataset),
                rejected == null ? Instant.EPOCH : at,
                rejected == null
                        ? null
                        : new Newest(dataset.substring(dataset.indexOf('/') + 1), verdict.version(), rejected, at)));
    }

    private static String project(String dataset) {
        return dataset.substring(0, dataset.indexOf('/'));
    }

    @Override
    public List<Reached> list(String dataset, long below, int limit) {
        return documents
                .findByIdBetweenOrderByIdDesc(
                        VerdictDocument.id(dataset, 0), VerdictDocument.id(dataset, below), Limit.of(limit))
                .stream()
                .map(document -> new Reached(document.verdict(), document.judgedAt()))
                .toList();
    }

    @Override
    public List<Newest> rejected(String project, int limit) {
        return newest
                .findByProjectAndRejectedAtGreaterThanOrderByRejectedAtDesc(project, Instant.EPOCH, Limit.of(limit))
                .stream()
                .map(document -> Objects.requireNonNull(document.newest()))
                .toList();
    }

    @Override
    public long count(String project, boolean usable, Instant since) {
        return documents.countByProjectAndUsableAndJudgedAtGreaterThan(project, usable, since);
    }

    @Override
    public Optional<Verdict> find(String dataset, long version) {
        return documents.findById(VerdictDocument.id(dataset, version)).map(VerdictDocument::verdict);
    }
}
