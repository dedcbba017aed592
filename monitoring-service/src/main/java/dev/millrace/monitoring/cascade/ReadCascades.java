package dev.millrace.monitoring.cascade;

import dev.millrace.monitoring.cascade.CascadeView.About;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers what cascades there are and what happened in one. */
public class ReadCascades {

    private final Cascades cascades;
    private final Timeline timeline;
    private final CascadeLinks links;
    private final Progress progress;
    private final Clock clock;

    ReadCascades(Cascades cascades, Timeline timeline, CascadeLinks links, Clock clock) {
        this.cascades = cascades;
        this.timeline = timeline;
        this.links = links;
        this.progress = new Progress(links);
        this.clock = clock;
    }

    /**
     * A page of those that match; where few do it may be short or empty, and yet have a next one.
     *
     * @param after {@code next} of the page before; null for the first
     */
    public CascadeView.CascadePage find(String project, CascadeFilter filter, @Nullable String after, int limit) {
        var found = cascades.find(project, filter, filter.below(after), limit + 1);
        var read = found.subList(0, Math.min(limit, found.size()));
        return new CascadeView.CascadePage(
                read.stream().filter(filter::takes).map(this::summary).toList(),
                found.size() > limit ? read.getLast().span().listedAs() : null);
    }

    public Optional<CascadeView> find(String project, String id) {
        return cascades.find(project, id).map(this::view);
    }

    private CascadeView.Summary summary(Cascade cascade) {
        return new CascadeView.Summary(
                cascade.id(),
                progress.settled(cascade, clock.instant()),
                cascade.span().startedAt(),
                cascade.span().lastAt(),
                cascade.runId(),
                cascade.events(),
                cascade.latest().summary(),
                About.of(cascade));
    }

    private CascadeView view(Cascade cascade) {
        var entries = timeline.of(cascade.project(), cascade.id()).stream()
                .filter(entry -> cascade.has(entry.key()))
                .sorted(TimelineEntry.IN_TIME)
                .toList();
        var events = events(entries, cascade.span().startedAt());
        var start = cascade.span().startedAt();
        return new CascadeView(
                cascade.id(),
                progress.settled(cascade, clock.instant()),
                start,
                cascade.span().lastAt(),
                linkedFrom(cascade.project(), entries),
                cascade.runId(),
                runCascade(cascade),
                cascade.omitted(),
                CascadeCost.of(entries, events),
                About.of(cascade),
                events);
    }

    private static List<CascadeView.Event> events(List<TimelineEntry> entries, Instant start) {
        var times = entries.stream()
                .collect(Collectors.toMap(TimelineEntry::eventId, TimelineEntry::at, (first, _) -> first));
        return entries.stream()
                .map(entry -> CascadeView.Event.of(
                        entry, start, times.get(entry.chain().causationId())))
                .toList();
    }

    /** A cascade that begins with an effect was begun by watching what another one put in service. */
    private @Nullable String linkedFrom(String project, List<TimelineEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.chain().hop() == 0)
                .map(entry -> entry.chain().causationId())
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(cause -> timeline.findEvent(project, cause))
                .filter(entry -> entry.step() == Step.MODEL_APPROVED)
                .map(entry -> entry.chain().cascadeId())
                .orElse(null);
    }

    private @Nullable String runCascade(Cascade cascade) {
        var newer = progress.supersededBy(cascade);
        if (newer.isPresent()) {
            return newer.get();
        }
        var run = cascade.runId();
        return run == null
                ? null
                : links.cascadeOfRun(cascade.project(), run)
                        .filter(other -> !other.equals(cascade.id()))
                        .orElse(null);
    }
}
