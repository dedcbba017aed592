package dev.millrace.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The confusion matrix of some rows, and what follows from it for two classes as for many. */
final class ClassCounts {

    private final List<List<Long>> confusion;

    ClassCounts(double[] truths, float[] scores, Outputs outputs) {
        this.confusion = outputs.confusion(truths, scores);
    }

    /** Rows of a class. */
    long rows(int place) {
        return confusion.get(place).stream().mapToLong(Long::longValue).sum();
    }

    /** Rows that were taken for a class. */
    private long claimed(int place) {
        return confusion.stream().mapToLong(of -> of.get(place)).sum();
    }

    private long right(int place) {
        return confusion.get(place).get(place);
    }

    double precision(int place) {
        return claimed(place) == 0 ? 0 : (double) right(place) / claimed(place);
    }

    double recall(int place) {
        return rows(place) == 0 ? 0 : (double) right(place) / rows(place);
    }

    double f1(int place) {
        long either = rows(place) + claimed(place);
        return either == 0 ? 0 : 2.0 * right(place) / either;
    }

    /** Accuracy and the means of F1; classes that the rows do not have and nobody claims count in no mean. */
    Map<String, Double> metrics() {
        var metrics = new LinkedHashMap<String, Double>();
        long all = 0;
        long right = 0;
        int seen = 0;
        double sum = 0;
        double weighted = 0;
        for (int place = 0; place < confusion.size(); place++) {
            all += rows(place);
            right += right(place);
            seen += rows(place) + claimed(place) > 0 ? 1 : 0;
            sum += f1(place);
            weighted += f1(place) * rows(place);
        }
        if (all > 0) {
            metrics.put("accuracy", (double) right / all);
            metrics.put("macro-f1", sum / seen);
            metrics.put("weighted-f1", weighted / all);
        }
        return metrics;
    }
}
