package dev.millrace.models;

import dev.millrace.pipelines.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a model's scores mean. A row has one score a class, in the order of the classes, or one number. The truth of a row
 * is written as a number too: the place of its class, or the number itself.
 *
 * @param classes names of the classes; of two, the second is the positive one; empty for regression
 * @param threshold of two classes: score of the second from which it is predicted
 */
public record Outputs(Task task, List<String> classes, double threshold) {

    public Outputs {
        classes = List.copyOf(classes);
        boolean fitting = switch (task) {
            case BINARY -> classes.size() == 2;
            case MULTICLASS -> classes.size() >= 2;
            case REGRESSION -> classes.isEmpty();
        };
        if (!fitting) {
            throw new IllegalArgumentException(classes.size() + " classes do not fit the task " + task.key());
        }
    }

    public static Outputs number() {
        return new Outputs(Task.REGRESSION, List.of(), 0);
    }

    /** Scores of a row. */
    public int width() {
        return Math.max(1, classes.size());
    }

    /** Place of the class that the scores of a row mean; of equal scores the first. */
    public int place(float[] scores, int row) {
        int first = row * width();
        if (task == Task.BINARY) {
            return scores[first + 1] >= threshold ? 1 : 0;
        }
        int best = 0;
        for (int place = 1; place < classes.size(); place++) {
            if (scores[first + place] > scores[first + best]) {
                best = place;
            }
        }
        return best;
    }

    /** The answer about a row as text: the class's name, or the number. */
    public String answer(float[] scores, int row) {
        return classes.isEmpty() ? Float.toString(scores[row]) : classes.get(place(scores, row));
    }

    /** A truth as text. */
    public String name(double truth) {
        return classes.isEmpty() ? Double.toString(truth) : classes.get((int) truth);
    }

    /**
     * The metrics by name, as scikit-learn defines them; those that have no value for these rows are left out.
     *
     * @param truths one a row
     * @param scores {@link #width} a row
     * @throws IllegalArgumentException when a score is not a number, because it has no place in any order
     */
    public Map<String, Double> metrics(double[] truths, float[] scores) {
        for (float score : scores) {
            if (Float.isNaN(score)) {
                throw new IllegalArgumentException("the score of a row is not a number");
            }
        }
        return switch (task) {
            case BINARY -> TwoClassMetrics.of(truths, scores, this);
            case MULTICLASS -> ClassMetrics.of(truths, scores, this);
            case REGRESSION -> NumberMetrics.of(truths, scores);
        };
    }

    /** How many rows of each class (outer list) were taken for each class (inner list); empty for regression. */
    public List<List<Long>> confusion(double[] truths, float[] scores) {
        long[][] counts = new long[classes.size()][classes.size()];
        for (int row = 0; !classes.isEmpty() && row < truths.length; row++) {
            counts[(int) truths[row]][place(scores, row)]++;
        }
        var lists = new ArrayList<List<Long>>();
        for (long[] of : counts) {
            lists.add(Arrays.stream(of).boxed().toList());
        }
        return lists;
    }
}
