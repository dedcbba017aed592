package dev.millrace.monitoring.cascade.mongo;

import dev.millrace.monitoring.cascade.Cascade;
import dev.millrace.monitoring.cascade.CascadeFilter;
import dev.millrace.monitoring.cascade.CascadeStatus;
import dev.millrace.monitoring.cascade.Cascades;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Cascades as documents. */
@Component
class MongoCascades implements Cascades, Retained {

    private static final int MAX_TRIES = 100;

    private final CascadeDocuments documents;

    private final CascadeRowDocuments rows;

    MongoCascades(CascadeDocuments documents, CascadeRowDocuments rows) {
        this.documents = documents;
        this.rows = rows;
    }

    @Override
    public Optional<Cascade> find(String project, String id) {
        return documents.findById(CascadeDocument.id(project, id)).map(CascadeDocument::cascade);
    }

    @Override
    public List<Cascade> find(String project, CascadeFilter filter, String below, int limit) {
        return found(project, filter, filter.lowest(), below, Limit.of(limit)).stream()
                .map(CascadeDocument::cascade)
                .toList();
    }

    /** Through the index that leaves over the least. */
    private List<CascadeDocument> found(String project, CascadeFilter filter, String above, String below, Limit limit) {
        if (filter.pipeline() != null) {
            return ofPipeline(project, filter.pipeline(), above, below, limit);
        }
        if (filter.dataset() != null) {
            return documents.findByProjectAndDatasetAndListedAsBetweenOrderByListedAsDesc(
                    project, filter.dataset(), above, below, limit);
        }
        if (filter.status() != null) {
            return documents.findByProjectAndStatusAndListedAsBetweenOrderByListedAsDesc(
                    project, CascadeStatus.stored(filter.status()), above, below, limit);
        }
        return filter.trigger() == null
                ? documents.findByProjectAndListedAsBetweenOrderByListedAsDesc(project, above, below, limit)
                : documents.findByProjectAndTriggerAndListedAsBetweenOrderByListedAsDesc(
                        project, filter.trigger(), above, below, limit);
    }

    private List<CascadeDocument> ofPipeline(String project, String pipeline, String above, String below, Limit limit) {
        var ids = rows
                .findByProjectAndPipelineAndListedAsBetweenOrderByListedAsDesc(project, pipeline, above, below, limit)
                .stream()
                .map(CascadeRowDocument::cascade)
                .toList();
        return documents.findAllById(ids).stream()
                .sorted(Comparator.comparing(CascadeDocument::listedAs).reversed())
                .toList();
    }

    @Override
    public Map<Instant, Map<CascadeStatus, Long>> countByHour(String project, Instant first) {
        return documents.countByHourAndStatus(project, first).stream()
                .collect(Collectors.groupingBy(
                        count -> count.group().hour(),
                        Collectors.toMap(
                                count -> CascadeStatus.read(count.group().status()), CascadeCount::n, Long::sum)));
    }

    @Override
    public void change(String project, String id, Function<Optional<Cascade>, Optional<Cascade>> change) {
        for (int tries = 0; !changed(project, id, change); tries++) {
            if (tries == MAX_TRIES) {
                throw new OptimisticLockingFailureException(
                        "cascade " + id + " changes faster than its events can be recorded");
            }
        }
    }

    /** False where somebody else changed the cascade meanwhile. */
    private boolean changed(String project, String id, Function<Optional<Cascade>, Optional<Cascade>> change) {
        var before = documents.findById(CascadeDocument.id(project, id));
        var after = change.apply(before.map(CascadeDocument::cascade));
        after.ifPresent(cascade -> rows.saveAll(rowsToAdd(before.map(CascadeDocument::cascade), cascade)));
        try {
            after.ifPresent(cascade -> documents.save(CascadeDocument.of(
                    cascade, before.map(CascadeDocument::version).orElse(null))));
            return true;
        } catch (OptimisticLockingFailureException | DuplicateKeyException met) {
            return false;
        }
    }

    /** They come first: if the process dies in between, the event comes again, and they are written again. */
    private static List<CascadeRowDocument> rowsToAdd(Optional<Cascade> before, Cascade after) {
        var known =
                before.map(cascade -> cascade.progress().pipelines().keySet()).orElse(Set.of());
        return after.progress().pipelines().keySet().stream()
                .filter(pipeline -> !known.contains(pipeline))
                .map(pipeline -> CascadeRowDocument.of(after, pipeline))
                .toList();
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByLastAtBeforeOrderByLastAt(before, Limit.of(most));
        rows.deleteAllById(old.stream()
                .flatMap(document -> document.cascade().progress().pipelines().keySet().stream()
                        .map(pipeline -> CascadeRowDocument.id(document.id(), pipeline)))
                .toList());
        documents.deleteAllById(old.stream().map(CascadeDocument::id).toList());
        return old.size();
    }
}
