package dev.millrace.monitoring.estimate;

import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * What a version answered on its test rows, and what is true of them.
 */
public final class TestAnswers {

    private final Outputs outputs;
    private final double[] truths;
    private final float[] scores;

    /**
     * @param truths place of the class, or the number
     * @param scores of each row one a class, or the number
     */
    public TestAnswers(Outputs outputs, double[] truths, float[] scores) {
        this.outputs = outputs;
        this.truths = truths.clone();
        this.scores = scores.clone();
    }

    public Outputs outputs() {
        return outputs;
    }

    public int rows() {
        return truths.length;
    }

    Map<String, Double> metrics() {
        return outputs.metrics(truths, scores);
    }

    public double truth(int row) {
        return truths[row];
    }

    /** The place of the class that was answered. */
    int place(int row) {
        return outputs.place(scores, row);
    }

    float score(int row, int place) {
        return scores[row * outputs.width() + place];
    }

    /** Of every row the score of one class. */
    float[] scores(int place) {
        var of = new float[truths.length];
        for (int row = 0; row < of.length; row++) {
            of[row] = score(row, place);
        }
        return of;
    }

    /** Of every row whether it is of a class. */
    boolean[] isOf(int place) {
        var of = new boolean[truths.length];
        for (int row = 0; row < of.length; row++) {
            of[row] = truths[row] == place;
        }
        return of;
    }

    /** Of every row whether it was taken for a class. */
    boolean[] takenFor(int place) {
        var of = new boolean[truths.length];
        for (int row = 0; row < of.length; row++) {
            of[row] = place(row) == place;
        }
        return of;
    }

    /** What estimators take of a row: the score of the second of two classes, else all scores. */
    public float[] answer(int row) {
        int width = outputs.width();
        if (outputs.task() == Task.BINARY) {
            return new float[] {score(row, 1)};
        }
        var answer = new float[width];
        System.arraycopy(scores, row * width, answer, 0, width);
        return answer;
    }

    /** The deviation of what a function says of the rows, divided by how many rows there are, not by one less. */
    double deviation(IntToDoubleFunction of) {
        double sum = 0;
        for (int row = 0; row < truths.length; row++) {
            sum += of.applyAsDouble(row);
        }
        double mean = sum / truths.length;
        double squares = 0;
        for (int row = 0; row < truths.length; row++) {
            double off = of.applyAsDouble(row) - mean;
            squares += off * off;
        }
        return Math.sqrt(squares / truths.length);
    }
}
