package dev.millrace.monitoring.drift.mongo;

import dev.millrace.monitoring.drift.watch.WindowHistory;
import dev.millrace.monitoring.drift.watch.WindowStep;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Single windows are the judged ones; longer steps have documents of their own. */
@Component
class MongoWindowHistory implements WindowHistory, Retained {

    private final WindowDocuments windows;
    private final StepDocuments steps;

    MongoWindowHistory(WindowDocuments windows, StepDocuments steps) {
        this.windows = windows;
        this.steps = steps;
    }

    @Override
    public Optional<WindowStep> next(String watch, int level, long generation, long position) {
        var from = below(watch, level, generation, position);
        return (level == 0
                        ? windows.findByIdBetweenOrderById(from, watch + "0", Limit.of(1)).stream()
                                .map(document -> WindowStep.of(document.window()))
                        : between(from, StepDocument.id(watch, level, Long.MAX_VALUE, Long.MAX_VALUE), 1).stream())
                .findFirst();
    }

    @Override
    public long count(String watch, int level) {
        var from = below(watch, level, 0, 0);
        return level == 0
                ? windows.countByIdBetween(from, watch + "0")
                : steps.countByIdBetween(from, StepDocument.id(watch, level, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Override
    public List<WindowStep> between(String watch, int level, long generation, long from, long to) {
        var first = below(watch, level, generation, from);
        var end = id(watch, level, generation, to);
        int most = Math.toIntExact(to - from);
        return level == 0
                ? windows.findByIdBetweenOrderById(first, end, Limit.of(most)).stream()
                        .map(document -> WindowStep.of(document.window()))
                        .toList()
                : between(first, end, most);
    }

    private List<WindowStep> between(String first, String end, int most) {
        return steps.findByIdBetweenOrderById(first, end, Limit.of(most)).stream()
                .map(StepDocument::step)
                .toList();
    }

    @Override
    public void keep(String watch, WindowStep step) {
        var document = StepDocument.of(watch, step);
        if (!steps.existsById(document.id())) {
            steps.save(document);
        }
    }

    @Override
    public void remove(String watch, List<WindowStep> removed) {
        var single = removed.stream()
                .filter(step -> step.level() == 0)
                .map(step -> WindowDocument.id(watch, step.generation(), step.position()))
                .toList();
        windows.deleteAllById(windows.findAllById(single).stream()
                .filter(document -> !document.window().ruling().announced())
                .map(WindowDocument::id)
                .toList());
        steps.deleteAllById(removed.stream()
                .filter(step -> step.level() > 0)
                .map(step -> StepDocument.id(watch, step.level(), step.generation(), step.position()))
                .toList());
    }

    @Override
    public List<WindowStep> newest(String watch, @Nullable Instant until, int limit) {
        var found = until == null
                ? steps.findByWatchOrderByToDesc(watch, Limit.of(limit))
                : steps.findByWatchAndToLessThanEqualOrderByToDesc(watch, until, Limit.of(limit));
        return found.stream().map(StepDocument::step).toList();
    }

    /** The greatest id before a position: of numbers below zero, the sign stands before all digits. */
    private static String below(String watch, int level, long generation, long position) {
        return id(watch, level, generation, position - 1);
    }

    private static String id(String watch, int level, long generation, long position) {
        return level == 0
                ? WindowDocument.id(watch, generation, position)
                : StepDocument.id(watch, level, generation, position);
    }

    @Override
    public int forget(Instant before, int most) {
        var old = steps.findByToBeforeOrderByTo(before, Limit.of(most));
        steps.deleteAllById(old.stream().map(StepDocument::id).toList());
        return old.size();
    }
}
