package dev.millrace.monitoring.feedback;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.DriftDetected;
import dev.millrace.contracts.DriftKind;
import dev.millrace.contracts.DriftSeverity;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Joins labels with the predictions that they are about, and tells when a model got worse. */
public class ScoreLabels {

    private static final String ACTOR = "monitoring";
    private static final int MAX_TRIES = 50;

    private final AggregateStore<Score> scores;
    private final PredictionLog log;
    private final Clock clock;

    ScoreLabels(Aggregates aggregates, PredictionLog log, Clock clock) {
        this.clock = clock;
        this.scores = scores(aggregates);
        this.log = log;
    }

    static AggregateStore<Score> scores(Aggregates aggregates) {
        return aggregates.of(new AggregateType<>("scores", Score.class));
    }

    /** A label of a model, at its place in the topic. */
    public record Incoming(String project, String model, int partition, long offset, Label label) {}

    /** Keeps predictions for the labels to come, and scores labels that came before them. */
    public void remember(List<Answers> records) {
        records.forEach(log::add);
        records.stream().map(Answers::scoreId).distinct().forEach(id -> {
            if (scores.find(id).map(score -> !score.state().waiting().isEmpty()).orElse(false)) {
                fold(id, List.of());
            }
        });
    }

    /** @param labels of one model */
    public void score(List<Incoming> labels) {
        Incoming first = labels.getFirst();
        fold(
                first.project() + "/" + first.model(),
                labels.stream()
                        .map(label -> new LabelFold.Placed(label.partition(), label.offset(), label.label()))
                        .toList());
    }

    private void fold(String id, List<LabelFold.Placed> labels) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Optional<Score> known = scores.find(id).map(Stored::state);
            if (known.isEmpty()) {
                return;
            }
            Score before = known.get();
            LabelFold.Result result = LabelFold.of(before, labels, this::find, clock.instant());
            if (result.score().equals(before) || committed(id, before, result)) {
                return;
            }
        }
        throw new IllegalStateException("score " + id + " changes faster than labels can be counted");
    }

    private Optional<PredictionLog.Found> find(String predictionId) {
        OptionalInt partition = PredictionId.partition(predictionId);
        return partition.isEmpty() ? Optional.empty() : log.find(partition.getAsInt(), predictionId);
    }

    private boolean committed(String id, Score before, LabelFold.Result result) {
        List<Announcement<?>> news = result.news() == null ? List.of() : news(result.score(), result.news(), id);
        var lineage = new Lineage(
                "worse-%d-%d-%s".formatted(before.generation(), result.score().windowCount(), before.approvedBy()),
                before.approvedBy(),
                0);
        Outcome<Score> outcome = scores.internal(
                ACTOR,
                lineage,
                id,
                (@Nullable Score state) -> before.equals(state)
                        ? Decision.apply(result.score(), "labels.scored", news.toArray(Announcement<?>[]::new))
                        : Decision.ignore("changed meanwhile"));
        return outcome instanceof Outcome.Applied<Score>;
    }

    private static List<Announcement<?>> news(Score score, ScoredWindow window, String id) {
        String detail = String.format(
                Locale.ROOT,
                "%s %.4f, test %.4f, bound %.4f, %d windows of %d labels in a row",
                window.metric(),
                window.metrics().getOrDefault(window.metric(), Double.NaN),
                window.expected(),
                window.bound(),
                score.streak(),
                window.labels());
        return List.of(
                Announcement.of(Topics.DRIFT_DETECTED, drift(score, window, detail)),
                Announcement.of(Topics.ALERT_RAISED, alert(score, detail, id)));
    }

    private static DriftDetected drift(Score score, ScoredWindow window, String detail) {
        var drift = new DriftDetected();
        drift.setPipeline(score.pipeline());
        drift.setModel(score.model());
        drift.setModelVersion(score.version());
        drift.setGeneration(score.generation());
        drift.setKind(DriftKind.PERFORMANCE);
        drift.setSeverity(DriftSeverity.DRIFT);
        drift.setDetail(detail);
        drift.setWindowFrom(window.from());
        drift.setWindowTo(window.to());
        drift.setWindowRows(window.labels());
        drift.setBaselineRows(score.testRows());
        drift.setWindowsInARow(score.streak());
        drift.setDriftedShare(0.0);
        drift.setColumns(List.of());
        return drift;
    }

    private static AlertRaised alert(Score score, String detail, String id) {
        var alert = new AlertRaised();
        alert.setPipeline(score.pipeline());
        alert.setSeverity(AlertSeverity.WARNING);
        alert.setCode("PERFORMANCE");
        alert.setWhat(detail);
        alert.setWhere("%s version %d".formatted(id, score.version()));
        alert.setLink("/v1/models/%s/performance".formatted(score.model()));
        return alert;
    }
}
