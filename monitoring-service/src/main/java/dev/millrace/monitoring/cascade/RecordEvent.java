package dev.millrace.monitoring.cascade;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Puts an event in its place in its cascade, once. The event itself comes first, then what refers to it, and last the cascade, which
 * says that the event is in it; if the process dies on the way, the event comes again.
 */
public class RecordEvent {

    private final Cascades cascades;
    private final Timeline timeline;
    private final CascadeLinks links;
    private final CascadeFeed feed;
    private final CascadeMeters meters;
    private final Clock clock;
    private final Progress progress;

    RecordEvent(
            Cascades cascades,
            Timeline timeline,
            CascadeLinks links,
            CascadeFeed feed,
            CascadeMeters meters,
            Clock clock) {
        this.cascades = cascades;
        this.timeline = timeline;
        this.links = links;
        this.feed = feed;
        this.meters = meters;
        this.clock = clock;
        this.progress = new Progress(links);
    }

    public void record(TimelineEntry entry) {
        var cascadeId = entry.chain().cascadeId();
        var known = cascades.find(entry.project(), cascadeId);
        if (known.filter(cascade -> cascade.has(entry.key())).isPresent()) {
            return;
        }
        var now = clock.instant();
        var position = FeedPosition.of(now, entry.key());
        if (known.filter(Cascade::isFull).isEmpty()) {
            timeline.add(position, entry);
        }
        link(entry);
        var recorded = new AtomicReference<Recorded>();
        cascades.change(entry.project(), cascadeId, cascade -> {
            var changed = changed(cascade, entry, position, now).map(this::withStatus);
            recorded.set(new Recorded(cascade, changed));
            return changed;
        });
        count(Objects.requireNonNull(recorded.get()));
        feed.recorded();
    }

    private static Optional<Cascade> changed(
            Optional<Cascade> cascade, TimelineEntry entry, FeedPosition position, Instant now) {
        return cascade.isEmpty()
                ? Optional.of(Cascade.startedBy(entry, position, now))
                : cascade.filter(known -> !known.has(entry.key())).map(known -> known.plus(entry, now));
    }

    /** What an event made of its cascade; nothing where it was there already. */
    private record Recorded(Optional<Cascade> before, Optional<Cascade> after) {}

    private void count(Recorded recorded) {
        recorded.after().ifPresent(cascade -> {
            var before = recorded.before().map(RecordEvent::status).orElse(CascadeStatus.RUNNING);
            var took =
                    Duration.between(cascade.span().startedAt(), cascade.span().lastAt());
            meters.changed(before, status(cascade), took);
        });
    }

    private static CascadeStatus status(Cascade cascade) {
        return CascadeStatus.of(cascade.progress(), (pipeline, approval) -> false);
    }

    private void link(TimelineEntry entry) {
        var cascadeId = entry.chain().cascadeId();
        var runId = entry.meaning().runId();
        if (entry.step() == Step.TRAINING_STARTED && runId != null) {
            links.runStarted(entry.project(), runId, cascadeId, entry.at());
        }
        var generation = entry.meaning().generation();
        var pipeline = entry.pipeline();
        if (generation != null && pipeline != null) {
            var before = links.newestApproval(entry.project(), pipeline);
            links.approved(
                    entry.project(), pipeline, new CascadeLinks.NewestApproval(generation, entry.eventId(), cascadeId));
            before.filter(older -> !older.cascadeId().equals(cascadeId))
                    .ifPresent(older -> cascades.change(
                            entry.project(), older.cascadeId(), cascade -> cascade.flatMap(this::overtaken)));
        }
    }

    /** No event tells a cascade that a newer approval has come in another one. */
    private Optional<Cascade> overtaken(Cascade cascade) {
        var now = withStatus(cascade);
        return now.equals(cascade) ? Optional.empty() : Optional.of(now);
    }

    private Cascade withStatus(Cascade cascade) {
        return cascade.with(progress.told(cascade));
    }
}
