package dev.millrace.serving.prediction;

import dev.millrace.models.Rows;
import dev.millrace.serving.model.Approval;
import dev.millrace.serving.model.Lease;
import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.model.Readiness;
import dev.millrace.serving.model.ServedModel;
import dev.millrace.serving.model.ServedModels;
import dev.millrace.serving.model.VersionState;
import dev.millrace.serving.prediction.PredictionLog.LoggedAnswer;
import dev.millrace.web.NotFound;
import dev.millrace.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers requests of every dialect with the version in force. */
public final class Predict {

    /** The label of the version in force. */
    private static final String CHAMPION = "champion";

    private final ServedModels served;
    private final Readiness readiness;
    private final PredictionIds ids;
    private final PredictionLog log;
    private final Clock clock;
    private final PredictionProperties properties;
    private final PredictionMeters meters;

    Predict(
            ServedModels served,
            Readiness readiness,
            PredictionIds ids,
            PredictionLog log,
            Clock clock,
            PredictionProperties properties,
            PredictionMeters meters) {
        this.served = served;
        this.readiness = readiness;
        this.ids = ids;
        this.log = log;
        this.clock = clock;
        this.properties = properties;
        this.meters = meters;
    }

    /** The version that is asked for, to be given back. */
    public Lease lease(Choice choice) {
        var lease = served.lease(choice.model()).orElseThrow(() -> absent(choice.model()));
        var wrong = objection(choice, lease.model().approval().version());
        if (wrong != null) {
            lease.close();
            throw wrong;
        }
        return lease;
    }

    /** What stands against answering with the version in force; null where it is the one that is asked for. */
    private @Nullable Problem objection(Choice choice, int current) {
        var model = choice.model().model();
        if (choice.label() != null && !choice.label().equals(CHAMPION)) {
            return Refusals.noLabel(model, choice.label());
        }
        var version = choice.version();
        if (version == null || version.equals(Integer.toString(current))) {
            return null;
        }
        return served.isRetired(choice.model(), version)
                ? Refusals.retired(model, Integer.parseInt(version), current)
                : Refusals.noVersion(model, version);
    }

    /**
     * A request for predictions.
     *
     * @param startedNanos {@link System#nanoTime} at which the request came in
     */
    public PredictionRequest ask(Choice choice, long startedNanos) {
        try {
            return new PredictionRequest(this, meters, lease(choice), startedNanos);
        } catch (Problem absent) {
            meters.unanswerable();
            throw absent;
        }
    }

    private RuntimeException absent(ModelName name) {
        var withdrawal = readiness.withdrawal(name);
        if (withdrawal.isPresent()) {
            return Refusals.withdrawn(name.model(), withdrawal.get().sentence());
        }
        boolean unsure = readiness.isStale() || readiness.isExpected(name);
        return unsure || served.approvals(name.project()).isEmpty()
                ? Refusals.noActiveModel()
                : Refusals.noModel(name.model(), names(name.project()));
    }

    private List<String> names(String project) {
        return served.approvals(project).stream()
                .limit(NotFound.NAMES)
                .map(approval -> approval.name().model())
                .toList();
    }

    /** What is known of the versions of a project's models, by the names of the models. */
    public List<VersionState> states(String project) {
        return readiness.states(project);
    }

    /** As {@link #states(String)}, of the versions that are meant; there is at least one. */
    public List<VersionState> states(Choice choice) {
        var states = states(choice.model().project()).stream()
                .filter(state -> state.approval().name().equals(choice.model()))
                .toList();
        if (choice.version() == null && choice.label() == null && !states.isEmpty()) {
            return states;
        }
        var meant = states.stream()
                .filter(state -> Integer.toString(state.approval().version()).equals(choice.version()))
                .toList();
        if (meant.isEmpty()) {
            try (var lease = lease(choice)) {
                var approval = lease.model().approval();
                return List.of(new VersionState(approval, VersionState.Status.AVAILABLE, ""));
            }
        }
        return meant;
    }

    RowsBuilder rows(ServedModel model, @Nullable UnknownColumns unknownColumns) {
        return new RowsBuilder(
                model.signature(),
                properties.maxRows(),
                unknownColumns == null ? properties.unknownColumns() : unknownColumns);
    }

    /** @param startedNanos {@link System#nanoTime} at which the request came in */
    Predictions answer(ServedModel model, Rows rows, long startedNanos) {
        var scores = finite(model.scores(rows), model.scoresPerRow());
        var answer = new Predictions(model, rows, scores, ids.take(rows.size()));
        log.add(new LoggedAnswer(answer, (System.nanoTime() - startedNanos) / 1000, clock.instant()));
        return answer;
    }

    /** A score that is no number would be taken for the first class, and JSON cannot write it. */
    private static float[] finite(float[] scores, int width) {
        for (int place = 0; place < scores.length; place++) {
            if (!Float.isFinite(scores[place])) {
                throw Refusals.noScore(place / width);
            }
        }
        return scores;
    }

    /** What is answered with in a project. */
    public List<Approval> approvals(String project) {
        return served.approvals(project);
    }

    public Optional<Approval> approval(String project, String model) {
        return served.approval(new ModelName(project, model));
    }

    public boolean isReady() {
        return readiness.isReady();
    }

    /** Whether answers may come from versions that were replaced meanwhile. */
    public boolean isStale() {
        return readiness.isStale();
    }

    public long maxBytes() {
        return properties.maxRequest().toBytes();
    }

    public int maxRows() {
        return properties.maxRows();
    }
}
