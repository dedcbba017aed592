package dev.millrace.monitoring.cascade.mongo;

import dev.millrace.monitoring.cascade.Cascade;
import dev.millrace.monitoring.cascade.Cascades;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Cascades as documents. */
@Component
class MongoCascades implements Cascades, Retained {

    private static final int MAX_TRIES = 100;

    private final CascadeDocuments documents;

    MongoCascades(CascadeDocuments documents) {
        this.documents = documents;
    }

    @Override
    public Optional<Cascade> find(String project, String id) {
        return documents.findById(CascadeDocument.id(project, id)).map(CascadeDocument::cascade);
    }

    @Override
    public List<Cascade> newest(String project, @Nullable String after, int limit) {
        var found = after == null
                ? documents.findByProjectOrderByListedAsDesc(project, Limit.of(limit))
                : documents.findByProjectAndListedAsLessThanOrderByListedAsDesc(project, after, Limit.of(limit));
        return found.stream().map(CascadeDocument::cascade).toList();
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
        try {
            after.ifPresent(cascade -> documents.save(CascadeDocument.of(
                    cascade, before.map(CascadeDocument::version).orElse(null))));
            return true;
        } catch (OptimisticLockingFailureException | DuplicateKeyException met) {
            return false;
        }
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByLastAtBeforeOrderByLastAt(before, Limit.of(most));
        documents.deleteAllById(old.stream().map(CascadeDocument::id).toList());
        return old.size();
    }
}
