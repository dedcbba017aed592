package dev.millrace.monitoring.cascade;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows events back to what caused them, across cascades. */
public class TraceCauses {

    /** Longer chains of causes are cut off at their beginning. */
    private static final int MOST_EVENTS = 64;

    private final Timeline timeline;
    private final CascadeLinks links;

    TraceCauses(Timeline timeline, CascadeLinks links) {
        this.timeline = timeline;
        this.links = links;
    }

    /**
     * What led to an approval, the first cause first, and the approval itself. Where it did not follow from the run that made the model, as
     * after a rollback, the chain goes on from that run. Empty where the approval is no longer kept.
     */
    public List<CascadeView.Event> ofApproval(String project, String eventId) {
        var chain = new ArrayDeque<TimelineEntry>();
        var approval = follow(project, timeline.findEvent(project, eventId).orElse(null), chain);
        if (approval != null && chain.stream().noneMatch(entry -> entry.step() == Step.MODEL_TRAINED)) {
            var trained = trained(project, approval.meaning().runId());
            var before = new ArrayDeque<TimelineEntry>();
            follow(project, trained.orElse(null), before);
            before.descendingIterator().forEachRemaining(chain::addFirst);
        }
        if (chain.isEmpty()) {
            return List.of();
        }
        var start = chain.getFirst().at();
        var events = new ArrayList<CascadeView.Event>(chain.size());
        chain.forEach(entry -> events.add(CascadeView.Event.of(entry, start)));
        return events;
    }

    /** Puts an event and its causes at the beginning of a chain. */
    private @Nullable TimelineEntry follow(
            String project, @Nullable TimelineEntry last, ArrayDeque<TimelineEntry> chain) {
        var next = last;
        while (next != null && chain.size() < MOST_EVENTS) {
            chain.addFirst(next);
            var cause = next.chain().causationId();
            next = cause == null ? null : timeline.findEvent(project, cause).orElse(null);
        }
        return last;
    }

    private Optional<TimelineEntry> trained(String project, @Nullable String runId) {
        return runId == null
                ? Optional.empty()
                : links.cascadeOfRun(project, runId)
                        .flatMap(cascade -> timeline.of(project, cascade).stream()
                                .filter(entry -> entry.step() == Step.MODEL_TRAINED
                                        && runId.equals(entry.meaning().runId()))
                                .findFirst());
    }
}
