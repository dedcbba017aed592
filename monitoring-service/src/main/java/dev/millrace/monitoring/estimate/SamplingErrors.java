package dev.millrace.monitoring.estimate;

import dev.millrace.pipelines.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How far a metric of some rows is from that of all rows by chance alone: for each metric a deviation that is divided by the root of
 * how many rows there are. As NannyML defines them, they follow from the test rows. It has no effects.
 */
final class SamplingErrors {

    private SamplingErrors() {}

    /** By metric; those that the test rows say nothing about are left out. */
    static Map<String, Double> of(TestAnswers test) {
        var errors = new LinkedHashMap<String, Double>();
        if (test.outputs().task() == Task.REGRESSION) {
            numbers(test, errors);
        } else {
            errors.put("accuracy", test.deviation(row -> test.place(row) == test.truth(row) ? 1 : 0));
            if (test.outputs().task() == Task.BINARY) {
                twoClasses(test, errors);
            } else {
                errors.put("macro-f1", macroF1(test));
            }
        }
        errors.values().removeIf(error -> !Double.isFinite(error));
        return errors;
    }

    private static void numbers(TestAnswers test, Map<String, Double> errors) {
        int rows = test.rows();
        double squared =
                IntStream.range(0, rows).mapToDouble(row -> squared(test, row)).sum() / rows;
        errors.put("mae", test.deviation(row -> Math.sqrt(squared(test, row))));
        errors.put("rmse", test.deviation(row -> squared(test, row)) / (2 * Math.sqrt(squared)));
    }

    private static double squared(TestAnswers test, int row) {
        double error = test.truth(row) - test.score(row, 0);
        return error * error;
    }

    private static void twoClasses(TestAnswers test, Map<String, Double> errors) {
        boolean[] truths = test.isOf(1);
        boolean[] taken = test.takenFor(1);
        errors.put("precision", share(taken.length, row -> taken[row], row -> truths[row]));
        errors.put("recall", share(taken.length, row -> truths[row], row -> taken[row]));
        var f1 = Relevant.of(truths, taken);
        errors.put("f1", Math.sqrt(f1.variance() / f1.share()) * f1.correction());
        errors.put("auc", ranks(test.scores(1), truths));
    }

    /** Of the mean of each class's F1. */
    private static double macroF1(TestAnswers test) {
        int classes = test.outputs().classes().size();
        double variances = 0;
        for (int place = 0; place < classes; place++) {
            var f1 = Relevant.of(test.isOf(place), test.takenFor(place));
            variances += f1.rows() == 0 ? 0 : f1.variance() / f1.share();
        }
        return Math.sqrt(variances) / classes;
    }

    /** Of the share of rows that are right among those that count. */
    private static double share(int rows, IntPredicate counts, IntPredicate right) {
        double counting = IntStream.range(0, rows).filter(counts).count();
        double share = IntStream.range(0, rows).filter(counts).filter(right).count() / counting;
        return Math.sqrt(share * (1 - share) / (counting / rows));
    }

    /** The rows that F1 looks at: those of a class and those taken for it. */
    private record Relevant(double rows, double right, double all) {

        static Relevant of(boolean[] truths, boolean[] taken) {
            int rows = 0;
            int right = 0;
            for (int row = 0; row < truths.length; row++) {
                rows += truths[row] || taken[row] ? 1 : 0;
                right += truths[row] && taken[row] ? 1 : 0;
            }
            return new Relevant(rows, right, truths.length);
        }

        double share() {
            return rows / all;
        }

        double variance() {
            double share = right / rows;
            return share * (1 - share);
        }

        double correction() {
            return rows / ((rows - right) / 2 + right);
        }
    }

    /**
     * Of the area under the curve: how the shares spread that each row of the rarer class has of the other class below it.
     */
    private static double ranks(float[] scores, boolean[] truths) {
        double positives =
                IntStream.range(0, truths.length).filter(row -> truths[row]).count();
        boolean kind = positives <= truths.length / 2.0;
        double rarer = kind ? positives : truths.length - positives;
        return new Below(scores, truths).deviation(kind) / Math.sqrt(rarer / truths.length);
    }

    /** The area under the curve, ties counted half. */
    static double auc(float[] scores, boolean[] truths) {
        return new Below(scores, truths).mean(true);
    }

    /** For each row which share of the rows of the other kind has a lower score, ties counted half. */
    private static final class Below {

        private final boolean[] truths;
        private final double[] shares;
        private final double[] of;

        Below(float[] scores, boolean[] truths) {
            this.truths = truths;
            this.shares = new double[scores.length];
            int[] order = Order.of(scores);
            of = new double[2];
            for (boolean truth : truths) {
                of[truth ? 1 : 0]++;
            }
            double[] before = new double[2];
            for (int from = 0; from < order.length; ) {
                int to = from;
                double[] equal = new double[2];
                while (to < order.length && scores[order[to]] == scores[order[from]]) {
                    equal[truths[order[to]] ? 1 : 0]++;
                    to++;
                }
                for (int place = from; place < to; place++) {
                    int other = truths[order[place]] ? 0 : 1;
                    shares[order[place]] = (before[other] + equal[other] / 2) / of[other];
                }
                before[0] += equal[0];
                before[1] += equal[1];
                from = to;
            }
        }

        double mean(boolean kind) {
            return IntStream.range(0, shares.length)
                            .filter(row -> truths[row] == kind)
                            .mapToDouble(row -> shares[row])
                            .sum()
                    / of[kind ? 1 : 0];
        }

        double deviation(boolean kind) {
            double mean = mean(kind);
            double squares = IntStream.range(0, shares.length)
                    .filter(row -> truths[row] == kind)
                    .mapToDouble(row -> (shares[row] - mean) * (shares[row] - mean))
                    .sum();
            return Math.sqrt(squares / of[kind ? 1 : 0]);
        }
    }
}
