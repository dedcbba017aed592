package dev.millrace.training.pipeline.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.training.data.DataRange;
import dev.millrace.training.pipeline.Pipeline;
import dev.millrace.training.pipeline.Pipelines;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Pipelines as documents. */
@Component
class MongoPipelines implements Pipelines {

    private final PipelineDocuments documents;

    MongoPipelines(PipelineDocuments documents) {
        this.documents = documents;
    }

    @Override
    public List<String> readersOf(String project, String dataset, String after, int limit) {
        var most = Limit.of(limit);
        return Stream.concat(
                        documents
                                .findByProjectAndDatasetAndIdGreaterThanOrderByIdAsc(project, dataset, after, most)
                                .stream(),
                        documents
                                .findByProjectAndFeedbackAndIdGreaterThanOrderByIdAsc(project, dataset, after, most)
                                .stream())
                .map(PipelineDocument::id)
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    public boolean isReader(String id, String dataset) {
        return documents
                .findById(id)
                .filter(document -> document.dataset().equals(dataset) || dataset.equals(document.feedback()))
                .isPresent();
    }

    @Override
    public List<WaitingRun> waiting(String project, String before, int limit) {
        return documents
                .findByProjectAndWaitingOrderLessThanOrderByWaitingOrderDesc(project, before, Limit.of(limit))
                .stream()
                .map(document -> Objects.requireNonNull(document.waiting()))
                .toList();
    }

    @Override
    public ReadModel row(Pipeline pipeline, DataRange data) {
        var run = pipeline.runs().waiting();
        var broken = pipeline.brokenSince();
        return ReadModel.of(new PipelineDocument(
                pipeline.id(),
                pipeline.project(),
                pipeline.dataset(),
                pipeline.feedback(),
                run == null ? null : pipeline.runId(run).order(run.requestedAt()),
                run == null ? null : new WaitingRun(pipeline.name(), run, pipeline.dataset(), data),
                broken,
                broken == null
                        ? null
                        : new Broken(pipeline.name(), broken, pipeline.past().withoutGain())));
    }

    @Override
    public List<Broken> broken(String project, int limit) {
        return documents
                .findByProjectAndBrokenSinceGreaterThanOrderByBrokenSinceDesc(project, Instant.EPOCH, Limit.of(limit))
                .stream()
                .map(document -> Objects.requireNonNull(document.broken()))
                .toList();
    }

    @Override
    public long countBroken(String project) {
        return documents.countByProjectAndBrokenSinceGreaterThan(project, Instant.EPOCH);
    }
}
