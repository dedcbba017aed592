package dev.millrace.monitoring.feedback;

import dev.millrace.drift.episode.News;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ReadModel;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.LookAgain;
import dev.millrace.monitoring.PartitionStates;
import dev.millrace.monitoring.WindowMeters;
import dev.millrace.monitoring.drift.rule.Rules;
import dev.millrace.monitoring.episode.Episodes;
import dev.millrace.monitoring.estimate.Estimation;
import dev.millrace.monitoring.estimate.Estimations;
import dev.millrace.monitoring.estimate.PerformanceEstimator;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Closes the windows of labels that are full, and tells when a model got worse. Where two replicas find the same window full, the
 * score takes the change of one of them, and that one looks again until no window is full.
 */
public class CloseLabelWindows {

    private static final String ACTOR = "monitoring";

    private final AggregateStore<Score> scores;
    private final PartitionStates<PartitionLabels> partitions;
    private final ScoredModels models;
    private final Episodes episodes;
    private final PerformanceAnnouncements announcements;
    private final WindowMeters meters;
    private final Estimations estimations;
    private final Rules rules;
    private final LookAgain looks = new LookAgain();

    CloseLabelWindows(
            Aggregates aggregates,
            ScoredModels models,
            Episodes episodes,
            PerformanceAnnouncements announcements,
            Estimations estimations,
            Rules rules,
            WindowMeters meters) {
        this.rules = rules;
        this.estimations = estimations;
        this.models = models;
        this.episodes = episodes;
        this.meters = meters;
        this.scores = scores(aggregates);
        this.partitions = PartitionLabels.in(aggregates);
        this.announcements = announcements;
    }

    static AggregateStore<Score> scores(Aggregates aggregates) {
        return aggregates.of(new AggregateType<>("scores", Score.class));
    }

    void close(String id) {
        looks.whileThereIsMore(id, () -> closedOne(id));
    }

    /** False where no window is full, or somebody else changed the score meanwhile and therefore looks again. */
    private boolean closedOne(String id) {
        var known = scores.find(id).map(Stored::state);
        if (known.isEmpty()) {
            return false;
        }
        var before = known.get();
        var labels = partitions.of(id, before.generation());
        long waiting = labels.entrySet().stream()
                .mapToLong(each ->
                        each.getValue().from(before.taken(each.getKey())).size())
                .sum();
        return waiting >= JudgeScores.WINDOW_LABELS
                && committed(
                        id,
                        before,
                        FilledWindow.of(
                                before,
                                labels,
                                estimator(before.served()),
                                reminder(before.served().approved())));
    }

    private Duration reminder(Approved approved) {
        return rules.of(approved.project(), approved.pipeline()).timing().reminder();
    }

    private @Nullable PerformanceEstimator estimator(ServedVersion served) {
        return served.packageDigest() != null
                        && estimations.of(served.packageDigest()) instanceof Estimation.Possible(var estimator)
                ? estimator
                : null;
    }

    private Stream<ReadModel> changedEpisode(Score before, Score after) {
        return after.agreement().hasEpisodeOf(before.agreement())
                ? Stream.empty()
                : after.episode().stream()
                        .map(episode -> episodes.row(after.served().approved().project(), episode));
    }

    private boolean committed(String id, Score before, FilledWindow closed) {
        var window = closed.window();
        if (window == null) {
            var lineage = new Lineage("labels", before.served().approvedBy(), 0);
            return applied(id, before, Decision.apply(closed.score(), "labels.scored"), lineage);
        }
        var score = closed.score();
        var news = score.agreement().newsSince(before.agreement());
        var events = news == News.NONE
                ? new Announcement<?>[0]
                : announcements.of(score, window, news).toArray(Announcement<?>[]::new);
        var episode = score.agreement().episode();
        var lineage = before.lineage(episode == null ? window.number() : episode.window());
        var listed = models.row(score.served(), ScoredModels.LastScore.of(score, window));
        var rows =
                Stream.concat(Stream.of(listed), changedEpisode(before, score)).toArray(ReadModel[]::new);
        if (!applied(id, before, Decision.apply(score, "labels.scored", events).storing(rows), lineage)) {
            return false;
        }
        meters.scored(
                before.served().approved().project(),
                before.served().approved().model(),
                window.comparison().metric(),
                Objects.requireNonNullElse(window.value(), Double.NaN),
                window.comparison().worse());
        return true;
    }

    private boolean applied(String id, Score before, Decision<Score> change, Lineage lineage) {
        return scores.internal(
                        ACTOR,
                        lineage,
                        id,
                        state -> before.equals(state) ? change : Decision.ignore("changed meanwhile"))
                instanceof Outcome.Applied<Score>;
    }
}
