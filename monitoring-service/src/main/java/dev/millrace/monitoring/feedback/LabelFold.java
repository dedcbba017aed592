package dev.millrace.monitoring.feedback;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Scores labels against their predictions, and judges each window of labels that is full. Pure outside. */
final class LabelFold {

    private static final int MAX_WINDOWS = 20;
    private static final int MAX_WAITING = 10_000;

    /** Long enough for predictions to be caught up with after an outage; those that were not sampled never come. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int MAX_SCORED = 2000;

    private final Score before;
    private final Function<String, Optional<PredictionLog.Found>> predictions;
    private final Map<String, Long> offsets;
    private final List<ScoredWindow> windows;
    private final Instant now;
    private final List<WaitingLabel> waiting = new ArrayList<>();
    private final SequencedSet<String> scored;
    private Tally window;
    private @Nullable Instant windowFrom;
    private Tally total;
    private long windowCount;
    private long unmatched;
    private long otherVersions;
    private int streak;
    private int calm;
    private boolean announced;
    private @Nullable ScoredWindow news;

    private LabelFold(Score before, Function<String, Optional<PredictionLog.Found>> predictions, Instant now) {
        this.now = now;
        this.before = before;
        this.predictions = predictions;
        this.offsets = new HashMap<>(before.offsets());
        this.windows = new ArrayList<>(before.windows());
        this.scored = new LinkedHashSet<>(before.scored());
        this.window = before.window();
        this.windowFrom = before.windowFrom();
        this.total = before.total();
        this.windowCount = before.windowCount();
        this.unmatched = before.unmatched();
        this.otherVersions = before.otherVersions();
        this.streak = before.streak();
        this.calm = before.calm();
        this.announced = before.announced();
    }

    /** A label at its place in the topic. */
    record Placed(int partition, long offset, Label label) {}

    /**
     * What came of it.
     *
     * @param news the window with which the model is seen to be worse; null where there is none
     */
    record Result(Score score, @Nullable ScoredWindow news) {}

    static Result of(
            Score before,
            List<Placed> labels,
            Function<String, Optional<PredictionLog.Found>> predictions,
            Instant now) {
        var fold = new LabelFold(before, predictions, now);
        before.waiting().forEach(waiting -> fold.take(waiting.asLabel(), waiting.since()));
        for (Placed placed : labels) {
            if (!before.counted(placed.partition(), placed.offset())) {
                fold.offsets.put(Integer.toString(placed.partition()), placed.offset() + 1);
                fold.take(placed.label(), now);
            }
        }
        return new Result(fold.score(), fold.news);
    }

    private void take(Label label, @Nullable Instant since) {
        if (scored.contains(label.predictionId())) {
            return;
        }
        predictions
                .apply(label.predictionId())
                .ifPresentOrElse(found -> score(label, found), () -> keep(label, since == null ? now : since));
    }

    private void keep(Label label, Instant since) {
        if (since.plus(PATIENCE).isBefore(now)) {
            unmatched++;
            return;
        }
        waiting.add(WaitingLabel.of(label, since));
        if (waiting.size() > MAX_WAITING) {
            waiting.removeFirst();
            unmatched++;
        }
    }

    private void score(Label label, PredictionLog.Found found) {
        scored.add(label.predictionId());
        if (scored.size() > MAX_SCORED) {
            scored.removeFirst();
        }
        if (found.record().generation() != before.generation() || found.record().version() != before.version()) {
            otherVersions++;
            return;
        }
        Tally next = window.plus(found.answer(), found.record().classes(), label.label());
        if (next.labels() == window.labels()) {
            unmatched++;
            return;
        }
        window = next;
        total = total.plus(found.answer(), found.record().classes(), label.label());
        windowFrom = windowFrom == null ? label.observedAt() : windowFrom;
        if (window.labels() >= JudgeScores.WINDOW_LABELS) {
            close(windowFrom, label.observedAt());
        }
    }

    private void close(Instant from, Instant to) {
        ScoredWindow judged = JudgeScores.judge(window, before.regression(), before.test(), ++windowCount, from, to);
        windows.addFirst(judged);
        if (windows.size() > MAX_WINDOWS) {
            windows.removeLast();
        }
        streak = judged.worse() ? streak + 1 : 0;
        calm = judged.worse() ? 0 : calm + 1;
        announced = announced && calm < JudgeScores.WINDOWS_IN_A_ROW;
        if (!announced && streak >= JudgeScores.WINDOWS_IN_A_ROW) {
            announced = true;
            news = judged;
        }
        window = Tally.EMPTY;
        windowFrom = null;
    }

    private Score score() {
        return new Score(
                before.pipeline(),
                before.model(),
                before.version(),
                before.generation(),
                before.approvedBy(),
                before.regression(),
                before.test(),
                before.testRows(),
                offsets,
                window,
                windowFrom,
                total,
                windowCount,
                windows,
                waiting,
                List.copyOf(scored),
                unmatched,
                otherVersions,
                streak,
                calm,
                announced);
    }
}
