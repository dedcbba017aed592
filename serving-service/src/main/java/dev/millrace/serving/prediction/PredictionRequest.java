package dev.millrace.serving.prediction;

import dev.millrace.models.Rows;
import dev.millrace.serving.model.Lease;
import dev.millrace.serving.model.ServedModel;
import dev.millrace.web.Problem;
import org.jspecify.annotations.Nullable;

/** One request for predictions, from the moment its model is known until it is answered or not. */
public final class PredictionRequest implements AutoCloseable {

    private final Predict predict;
    private final PredictionMeters meters;
    private final Lease lease;
    private final long startedNanos;
    private End end = End.REFUSED;

    /** How it ended, as far as is known. */
    private enum End {
        ANSWERED,
        REFUSED,
        FAILED
    }

    PredictionRequest(Predict predict, PredictionMeters meters, Lease lease, long startedNanos) {
        this.predict = predict;
        this.meters = meters;
        this.lease = lease;
        this.startedNanos = startedNanos;
    }

    /** What the caller's rows are put into. */
    public RowsBuilder rows(@Nullable UnknownColumns unknownColumns) {
        return predict.rows(model(), unknownColumns);
    }

    public Predictions answer(Rows rows) {
        try {
            var answer = predict.answer(model(), rows, startedNanos);
            end = End.ANSWERED;
            meters.answered(model().approval().name(), answer.size(), System.nanoTime() - startedNanos);
            return answer;
        } catch (Problem refused) {
            throw refused;
        } catch (RuntimeException failed) {
            end = End.FAILED;
            throw failed;
        }
    }

    /** Counts what is wrong with the request by column and reason, and gives it back to be thrown. */
    public Problem refused(Problem problem) {
        meters.refused(model().approval().name(), model().signature(), problem);
        return problem;
    }

    public boolean isClassifier() {
        return model().isClassifier();
    }

    private ServedModel model() {
        return lease.model();
    }

    @Override
    public void close() {
        var name = model().approval().name();
        lease.close();
        switch (end) {
            case ANSWERED -> {
                // Counted with its time.
            }
            case REFUSED -> meters.refused(name);
            case FAILED -> meters.failed(name);
        }
    }
}
