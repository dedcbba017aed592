package dev.millrace.monitoring.drift.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.monitoring.drift.watch.JudgedWindow;
import dev.millrace.monitoring.drift.watch.JudgedWindows;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Judged windows as documents. */
@Component
class MongoJudgedWindows implements JudgedWindows, Retained {

    private final WindowDocuments documents;

    MongoJudgedWindows(WindowDocuments documents) {
        this.documents = documents;
    }

    @Override
    public ReadModel row(String watch, JudgedWindow window) {
        return ReadModel.of(WindowDocument.of(watch, window));
    }

    @Override
    public List<JudgedWindow> newest(String watch, int limit) {
        return documents.findByWatchOrderByIdDesc(watch, Limit.of(limit)).stream()
                .map(WindowDocument::window)
                .toList();
    }

    @Override
    public List<JudgedWindow> ended(String watch, @Nullable Instant until, int limit) {
        var found = until == null
                ? documents.findByWatchOrderByToDesc(watch, Limit.of(limit))
                : documents.findByWatchAndToLessThanEqualOrderByToDesc(watch, until, Limit.of(limit));
        return found.stream().map(WindowDocument::window).toList();
    }

    @Override
    public List<JudgedWindow> find(String watch, List<Key> keys) {
        var ids = keys.stream()
                .map(key -> WindowDocument.id(watch, key.generation(), key.number()))
                .toList();
        return documents.findAllById(ids).stream().map(WindowDocument::window).toList();
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByToBeforeOrderByTo(before, Limit.of(most));
        documents.deleteAllById(old.stream().map(WindowDocument::id).toList());
        return old.size();
    }
}
