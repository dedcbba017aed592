package dev.millrace.serving.prediction;

import dev.millrace.models.Rows;
import dev.millrace.serving.model.ServedModel;

/** Fixture: answers without a request. */
public final class Answers {

    private Answers() {}

    public static Answer answer(ServedModel model, Rows rows, PredictionIds ids) {
        return new Answer(model, rows, model.scores(rows), ids.take(rows.size()));
    }
}
