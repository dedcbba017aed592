package dev.millrace.monitoring.feedback.mongo;

import dev.millrace.monitoring.Packed;
import dev.millrace.monitoring.feedback.Draw;
import dev.millrace.monitoring.feedback.FeedbackProperties;
import dev.millrace.monitoring.feedback.LoggedPredictions;
import dev.millrace.monitoring.feedback.Prediction;
import dev.millrace.monitoring.feedback.PredictionId;
import dev.millrace.monitoring.feedback.Predictions;
import dev.millrace.monitoring.feedback.mongo.PredictionDocument.Part;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Predictions as documents of up to some hundred rows. */
@Component
class MongoPredictions implements Predictions, Retained {

    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};
    private static final int REMOVED_AFTER = 2000;
    private static final int ASKED_TOGETHER = 200;

    private final PredictionDocuments documents;
    private final KeptPredictions kept;

    /** How many rows of a partition had been logged when those that are too many were removed last. */
    private final Map<Integer, Long> removedAt = new ConcurrentHashMap<>();

    MongoPredictions(PredictionDocuments documents, FeedbackProperties properties) {
        this.documents = documents;
        this.kept = new KeptPredictions(documents, properties.predictionsPerPartition());
    }

    @Override
    public void add(int partition, List<LoggedPredictions> records) {
        var fresh = byDocument(records);
        long before = loggedBefore(partition);
        long rows =
                before + records.stream().mapToLong(each -> each.rows().size()).sum();
        boolean stored;
        do {
            stored = stored(partition, fresh, rows);
        } while (!stored);
        if (rows - removedAt.merge(partition, before, Math::min) >= REMOVED_AFTER) {
            kept.makeRoom(partition, rows);
            removedAt.put(partition, rows);
        }
    }

    /** Asked of the store each time, because another replica may have read the partition meanwhile. */
    private long loggedBefore(int partition) {
        return documents
                .findFirstByPartitionOrderByLoggedDesc(partition)
                .map(PredictionDocument::logged)
                .orElse(0L);
    }

    private record Fresh(Instant at, List<Part> parts) {}

    private static Map<String, Fresh> byDocument(List<LoggedPredictions> records) {
        var all = new LinkedHashMap<String, Fresh>();
        for (var each : records) {
            var rows = new LinkedHashMap<String, List<Prediction>>();
            for (var row : each.rows()) {
                PredictionId.parse(row.predictionId())
                        .ifPresent(id -> rows.computeIfAbsent(PredictionDocument.id(id), key -> new ArrayList<>())
                                .add(row));
            }
            rows.forEach((id, some) -> all.computeIfAbsent(id, key -> new Fresh(each.at(), new ArrayList<>()))
                    .parts()
                    .add(new Part(each.model(), each.classes(), each.columns(), some)));
        }
        return all;
    }

    /** False where who read this partition before wrote one of the documents meanwhile: what lies there is then added to. */
    private boolean stored(int partition, Map<String, Fresh> fresh, long rows) {
        var known = all(fresh.keySet()).stream().collect(Collectors.toMap(PredictionDocument::id, Function.identity()));
        var created = new ArrayList<PredictionDocument>();
        var changed = new ArrayList<PredictionDocument>();
        fresh.forEach((id, each) -> {
            var there = known.get(id);
            var parts = there == null ? each.parts() : joined(Packed.unpack(there.parts(), PARTS), each.parts());
            if (parts != null) {
                (there == null ? created : changed)
                        .add(new PredictionDocument(
                                id,
                                partition,
                                rows,
                                Draw.of(id),
                                each.at(),
                                Packed.pack(parts),
                                there == null ? null : there.labelled(),
                                there == null ? null : there.version()));
            }
        });
        try {
            documents.saveAll(created);
            documents.saveAll(changed);
            return true;
        } catch (OptimisticLockingFailureException | DuplicateKeyException met) {
            return false;
        }
    }

    /** Null where nothing is new. */
    private static @Nullable List<Part> joined(List<Part> there, List<Part> more) {
        var ids = new HashSet<String>();
        there.forEach(part -> part.rows().forEach(row -> ids.add(row.predictionId())));
        var all = new ArrayList<>(there);
        for (var part : more) {
            var rows = part.rows().stream()
                    .filter(row -> ids.add(row.predictionId()))
                    .toList();
            if (!rows.isEmpty()) {
                all.add(new Part(part.model(), part.classes(), part.columns(), rows));
            }
        }
        return all.size() == there.size() ? null : all;
    }

    @Override
    public Map<String, Found> find(int partition, Collection<String> predictionIds) {
        var wanted = new HashSet<>(predictionIds);
        var ids = wanted.stream()
                .flatMap(id -> PredictionId.parse(id).stream())
                .map(PredictionDocument::id)
                .collect(Collectors.toSet());
        var found = new HashMap<String, Found>();
        for (var document : all(ids)) {
            var labels = document.labels();
            for (var part : Packed.unpack(document.parts(), PARTS)) {
                part.rows().stream()
                        .filter(row -> wanted.contains(row.predictionId()))
                        .forEach(row -> found.put(
                                row.predictionId(),
                                new Found(
                                        part.model(),
                                        part.classes(),
                                        part.columns() == null ? List.of() : part.columns(),
                                        row,
                                        document.at(),
                                        labels.get(row.predictionId()))));
            }
        }
        return found;
    }

    @Override
    public void markLabelled(int partition, Map<String, CountedLabel> labels) {
        var byDocument = new LinkedHashMap<String, List<String>>();
        labels.forEach((predictionId, label) -> PredictionId.parse(predictionId)
                .ifPresent(id -> byDocument
                        .computeIfAbsent(PredictionDocument.id(id), key -> new ArrayList<>())
                        .add(PredictionDocument.labelled(predictionId, label))));
        byDocument.forEach(documents::addLabelled);
    }

    private List<PredictionDocument> all(Collection<String> ids) {
        var all = List.copyOf(ids);
        var found = new ArrayList<PredictionDocument>();
        for (int from = 0; from < all.size(); from += ASKED_TOGETHER) {
            found.addAll(documents.findAllById(all.subList(from, Math.min(all.size(), from + ASKED_TOGETHER))));
        }
        return found;
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByAtBeforeOrderByAt(before, Limit.of(most));
        documents.deleteAllById(old.stream().map(PredictionDocument::id).toList());
        return old.size();
    }
}
