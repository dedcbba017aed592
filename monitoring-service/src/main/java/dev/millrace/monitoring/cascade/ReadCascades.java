package dev.millrace.monitoring.cascade;

import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what cascades there are and what happened in one. */
public class ReadCascades {

    private static final Comparator<TimelineEntry> IN_TIME = Comparator.comparing(TimelineEntry::at)
            .thenComparingInt(TimelineEntry::hop)
            .thenComparingLong(TimelineEntry::sequence);

    private final CascadeStore store;
    private final Progress progress;
    private final Clock clock;

    ReadCascades(Aggregates aggregates, Clock clock) {
        this.store = CascadeStore.in(aggregates);
        this.progress = new Progress(store);
        this.clock = clock;
    }

    /** @param after {@code next} of the page before; null for the first */
    public CascadeView.Page newest(String project, @Nullable String after, int limit) {
        String prefix = project + "/";
        List<FeedItem> items = after == null
                ? store.started().list(prefix, limit)
                : store.started().list(prefix, prefix + after, limit);
        List<CascadeView.Summary> found = new ArrayList<>();
        for (FeedItem item : items) {
            store.cascades()
                    .find(prefix + item.cascadeId())
                    .map(Stored::state)
                    .filter(cascade -> cascade.listedAs().equals(item.id()))
                    .ifPresent(cascade -> found.add(summary(project, cascade)));
        }
        return new CascadeView.Page(
                found, items.size() < limit ? null : items.getLast().id());
    }

    public Optional<CascadeView> find(String project, String id) {
        return store.cascades().find(project + "/" + id).map(Stored::state).map(cascade -> view(project, cascade));
    }

    private CascadeView.Summary summary(String project, Cascade cascade) {
        List<TimelineEntry> entries = entries(project, cascade);
        return new CascadeView.Summary(
                cascade.id(),
                progress.settled(project, cascade, clock.instant()),
                cascade.startedAt(),
                cascade.lastAt(),
                cascade.runId(),
                cascade.events().size() + cascade.omitted(),
                entries.isEmpty() ? "" : entries.getLast().summary());
    }

    private CascadeView view(String project, Cascade cascade) {
        List<TimelineEntry> entries = entries(project, cascade);
        Instant start = cascade.startedAt();
        return new CascadeView(
                cascade.id(),
                progress.settled(project, cascade, clock.instant()),
                start,
                cascade.lastAt(),
                linkedFrom(project, entries),
                cascade.runId(),
                runCascade(project, cascade),
                cascade.omitted(),
                entries.stream()
                        .map(entry -> CascadeView.Event.of(entry, start))
                        .toList());
    }

    private List<TimelineEntry> entries(String project, Cascade cascade) {
        return store.timeline().list(project + "/" + cascade.id() + "/", Cascade.MAX_EVENTS).stream()
                .filter(entry -> cascade.has(entry.eventId()))
                .sorted(IN_TIME)
                .toList();
    }

    /** A cascade that begins with an effect was begun by watching what another one put in service. */
    private @Nullable String linkedFrom(String project, List<TimelineEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.hop() == 0)
                .map(TimelineEntry::causationId)
                .filter(cause -> cause != null)
                .findFirst()
                .flatMap(cause -> store.links().find(CascadeStore.approval(project, cause)))
                .map(CascadeStore.Link::cascadeId)
                .orElse(null);
    }

    private @Nullable String runCascade(String project, Cascade cascade) {
        Optional<String> newer = progress.supersededBy(project, cascade);
        if (newer.isPresent()) {
            return newer.get();
        }
        String run = cascade.runId();
        return run == null
                ? null
                : store.links()
                        .find(CascadeStore.run(project, run))
                        .map(CascadeStore.Link::cascadeId)
                        .filter(other -> !other.equals(cascade.id()))
                        .orElse(null);
    }
}
