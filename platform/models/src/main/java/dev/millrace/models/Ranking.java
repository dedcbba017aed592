package dev.millrace.models;

import java.util.Arrays;

/** What only the order of the scores tells; equal scores are one step, not an order by accident. */
final class Ranking {

    private final double auc;
    private final double averagePrecision;

    private Ranking(double auc, double averagePrecision) {
        this.auc = auc;
        this.averagePrecision = averagePrecision;
    }

    /** @param labels whether a row is positive, with both kinds in them */
    static Ranking of(boolean[] labels, int positiveRows, double[] scores) {
        double[] positives = new double[positiveRows];
        double[] negatives = new double[labels.length - positives.length];
        int p = 0;
        int n = 0;
        for (int row = 0; row < scores.length; row++) {
            if (labels[row]) {
                positives[p++] = scores[row];
            } else {
                negatives[n++] = scores[row];
            }
        }
        Arrays.sort(positives);
        Arrays.sort(negatives);
        return walk(positives, negatives);
    }

    /** From the highest score down, one step a distinct score. */
    private static Ranking walk(double[] positives, double[] negatives) {
        double area = 0;
        double precision = 0;
        int p = positives.length;
        int n = negatives.length;
        while (p > 0) {
            double score = n > 0 ? Math.max(positives[p - 1], negatives[n - 1]) : positives[p - 1];
            int beforeP = p;
            int beforeN = n;
            while (p > 0 && positives[p - 1] == score) {
                p--;
            }
            while (n > 0 && negatives[n - 1] == score) {
                n--;
            }
            int found = positives.length - p;
            int claimed = found + negatives.length - n;
            // A positive outranks the negatives still to come and half of those with its score.
            area += (beforeP - p) * (n + (beforeN - n) / 2.0);
            precision += (double) (beforeP - p) * found / claimed;
        }
        return new Ranking(area / ((double) positives.length * negatives.length), precision / positives.length);
    }

    double auc() {
        return auc;
    }

    double averagePrecision() {
        return averagePrecision;
    }
}
