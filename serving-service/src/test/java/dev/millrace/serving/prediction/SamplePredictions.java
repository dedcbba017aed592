package dev.millrace.serving.prediction;

import dev.millrace.models.Rows;
import dev.millrace.serving.model.ServedModel;

/** Fixture: answers without a request. */
public final class SamplePredictions {

    private SamplePredictions() {}

    public static Predictions answer(ServedModel model, Rows rows, PredictionIds ids) {
        return new Predictions(model, rows, model.scores(rows), ids.take(rows.size()));
    }
}
