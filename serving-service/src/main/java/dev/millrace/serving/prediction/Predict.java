package dev.millrace.serving.prediction;

import dev.millrace.models.Rows;
import dev.millrace.serving.model.Approval;
import dev.millrace.serving.model.Lease;
import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.model.Readiness;
import dev.millrace.serving.model.ServedModel;
import dev.millrace.serving.model.ServedModels;
import dev.millrace.serving.prediction.PredictionLog.LoggedAnswer;
import dev.millrace.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers requests of every dialect with the version in force. */
public final class Predict {

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

    /**
     * The version in force, to be given back.
     *
     * @param version null for whichever is in force
     */
    public Lease lease(String project, String model, @Nullable String version) {
        var lease = served.lease(new ModelName(project, model)).orElseThrow(() -> absent(project, model));
        if (version != null
                && !version.equals(Integer.toString(lease.model().approval().version()))) {
            int current = lease.model().approval().version();
            lease.close();
            throw served.isRetired(new ModelName(project, model), version)
                    ? Refusals.retired(model, Integer.parseInt(version), current)
                    : Refusals.noVersion(model, version);
        }
        return lease;
    }

    /**
     * A request for predictions by the version in force.
     *
     * @param version null for whichever is in force
     * @param startedNanos {@link System#nanoTime} at which the request came in
     */
    public Asked ask(String project, String model, @Nullable String version, long startedNanos) {
        try {
            return new Asked(this, meters, lease(project, model, version), startedNanos);
        } catch (Problem absent) {
            meters.unanswerable();
            throw absent;
        }
    }

    private RuntimeException absent(String project, String model) {
        boolean unsure = readiness.isStale() || readiness.isExpected(new ModelName(project, model));
        return unsure || served.approvals(project).isEmpty() ? Refusals.noActiveModel() : Refusals.noModel(model);
    }

    RowsBuilder rows(ServedModel model, @Nullable UnknownColumns unknownColumns) {
        return new RowsBuilder(
                model.signature(),
                properties.maxRows(),
                unknownColumns == null ? properties.unknownColumns() : unknownColumns);
    }

    /** @param startedNanos {@link System#nanoTime} at which the request came in */
    Answer answer(ServedModel model, Rows rows, long startedNanos) {
        var answer = new Answer(model, rows, model.scores(rows), ids.take(rows.size()));
        log.add(new LoggedAnswer(answer, (System.nanoTime() - startedNanos) / 1000, clock.instant()));
        return answer;
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
