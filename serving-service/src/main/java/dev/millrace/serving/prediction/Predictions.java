package dev.millrace.serving.prediction;

import dev.millrace.models.Rows;
import dev.millrace.serving.model.ServedModel;

/** What a request was answered with, row by row. */
public final class Predictions {

    private final ServedModel model;
    private final Rows rows;
    private final float[] scores;
    private final PredictionIds.Range ids;

    Predictions(ServedModel model, Rows rows, float[] scores, PredictionIds.Range ids) {
        this.model = model;
        this.rows = rows;
        this.scores = scores;
        this.ids = ids;
    }

    public ServedModel model() {
        return model;
    }

    public Rows rows() {
        return rows;
    }

    public int size() {
        return rows.size();
    }

    /** The probability of the class, or the predicted number as the only score. */
    public float score(int row, int place) {
        return scores[row * model.scoresPerRow() + place];
    }

    /** For classifiers only. */
    public String predictedClass(int row) {
        return model.predictedClass(scores, row);
    }

    /** The class, or the number as text. */
    public String prediction(int row) {
        return model.isClassifier() ? predictedClass(row) : Float.toString(score(row, 0));
    }

    public String id(int row) {
        return ids.id(row);
    }

    /** The partition that the rows are logged to. */
    public int partition() {
        return ids.partition();
    }
}
