package dev.millrace.monitoring.feedback.mongo;

import dev.millrace.monitoring.feedback.WaitingLabels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Labels that wait, as documents. */
@Component
class MongoWaitingLabels implements WaitingLabels {

    private static final int ASKED_TOGETHER = 500;

    private final WaitingLabelDocuments documents;

    MongoWaitingLabels(WaitingLabelDocuments documents) {
        this.documents = documents;
    }

    @Override
    public void add(List<Waiting> labels) {
        if (labels.isEmpty()) {
            return;
        }
        var fresh = new LinkedHashMap<String, WaitingLabelDocument>();
        labels.stream().map(WaitingLabelDocument::of).forEach(document -> fresh.putIfAbsent(document.id(), document));
        about(List.copyOf(fresh.keySet())).forEach(known -> fresh.remove(known.id()));
        documents.saveAll(fresh.values());
    }

    @Override
    public boolean any(String scoreId, int partition) {
        return documents.existsByScoreIdAndPartition(scoreId, partition);
    }

    @Override
    public List<Waiting> about(String scoreId, int partition, Collection<String> predictionIds) {
        return about(ids(scoreId, predictionIds)).stream()
                .filter(document -> document.partition() == partition)
                .map(WaitingLabelDocument::waiting)
                .toList();
    }

    @Override
    public List<Waiting> beyond(String scoreId, int partition, int most) {
        long tooMany = documents.countByScoreIdAndPartition(scoreId, partition) - most;
        return tooMany <= 0
                ? List.of()
                : documents.findByScoreIdAndPartitionOrderBySince(scoreId, partition, Limit.of((int) tooMany)).stream()
                        .map(WaitingLabelDocument::waiting)
                        .toList();
    }

    @Override
    public List<Waiting> after(@Nullable Waiting last, int most) {
        var id = last == null
                ? ""
                : WaitingLabelDocument.id(last.scoreId(), last.label().predictionId());
        return documents.findByIdGreaterThanOrderById(id, Limit.of(most)).stream()
                .map(WaitingLabelDocument::waiting)
                .toList();
    }

    @Override
    public void remove(String scoreId, Collection<String> predictionIds) {
        if (!predictionIds.isEmpty()) {
            documents.deleteAllById(ids(scoreId, predictionIds));
        }
    }

    @Override
    public long count(String scoreId) {
        return documents.countByScoreId(scoreId);
    }

    private List<WaitingLabelDocument> about(List<String> ids) {
        var found = new ArrayList<WaitingLabelDocument>();
        for (int from = 0; from < ids.size(); from += ASKED_TOGETHER) {
            found.addAll(documents.findAllById(ids.subList(from, Math.min(ids.size(), from + ASKED_TOGETHER))));
        }
        return found;
    }

    private static List<String> ids(String scoreId, Collection<String> predictionIds) {
        return predictionIds.stream()
                .map(id -> WaitingLabelDocument.id(scoreId, id))
                .toList();
    }
}
