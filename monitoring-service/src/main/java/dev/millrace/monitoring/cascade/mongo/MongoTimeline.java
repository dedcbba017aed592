package dev.millrace.monitoring.cascade.mongo;

import dev.millrace.monitoring.cascade.FeedPosition;
import dev.millrace.monitoring.cascade.Timeline;
import dev.millrace.monitoring.cascade.TimelineEntry;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Events as documents. */
@Component
class MongoTimeline implements Timeline, Retained {

    /** More than a cascade ever has. */
    private static final int MOST_OF_CASCADE = 2000;

    private final TimelineDocuments documents;

    MongoTimeline(TimelineDocuments documents) {
        this.documents = documents;
    }

    @Override
    public void add(FeedPosition position, TimelineEntry entry) {
        documents.save(TimelineDocument.of(position.text(), entry));
    }

    @Override
    public Optional<TimelineEntry> findEvent(String project, String key) {
        return documents.findById(TimelineDocument.id(project, key)).map(TimelineDocument::entry);
    }

    @Override
    public List<TimelineEntry> of(String project, String cascadeId) {
        return documents.findByCascade(CascadeDocument.id(project, cascadeId), Limit.of(MOST_OF_CASCADE)).stream()
                .map(TimelineDocument::entry)
                .toList();
    }

    @Override
    public List<Recorded> after(String position, int most) {
        return documents.findByPositionGreaterThanOrderByPositionDesc(position, Limit.of(most)).reversed().stream()
                .map(document -> new Recorded(document.position(), document.entry()))
                .toList();
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByAtBeforeOrderByAt(before, Limit.of(most));
        documents.deleteAllById(old.stream().map(TimelineDocument::id).toList());
        return old.size();
    }
}
