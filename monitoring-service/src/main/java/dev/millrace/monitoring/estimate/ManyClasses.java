package dev.millrace.monitoring.estimate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several classes: the scores of each are calibrated against all others, and made to add up to one again. With these probabilities
 * each class has an expected confusion matrix of its own.
 */
final class ManyClasses implements Estimator {

    private static final int OF_A_CLASS = 3;
    private static final int TAKEN = 1;
    private static final int FOUND = 2;
    private static final int THERE = 3;

    private final List<Calibration> calibrations;

    /** @param calibrations one a class */
    ManyClasses(List<Calibration> calibrations) {
        this.calibrations = List.copyOf(calibrations);
    }

    @Override
    public int cells() {
        return 1 + OF_A_CLASS * calibrations.size();
    }

    @Override
    public void add(float[] answer, long[] sums) {
        var probabilities = new double[answer.length];
        double total = 0;
        int place = 0;
        for (int each = 0; each < answer.length; each++) {
            probabilities[each] = calibrations.get(each).at(answer[each]);
            total += probabilities[each];
            place = answer[each] > answer[place] ? each : place;
        }
        sums[0]++;
        for (int each = 0; each < answer.length; each++) {
            double probability = total == 0 ? 1.0 / answer.length : probabilities[each] / total;
            sums[OF_A_CLASS * each + THERE] += Math.round(probability * UNIT);
            if (each == place) {
                sums[OF_A_CLASS * each + TAKEN]++;
                sums[OF_A_CLASS * each + FOUND] += Math.round(probability * UNIT);
            }
        }
    }

    @Override
    public Map<String, Double> metrics(long[] sums) {
        double right = 0;
        double f1 = 0;
        for (int each = 0; each < calibrations.size(); each++) {
            double found = sums[OF_A_CLASS * each + FOUND] / UNIT;
            double either = sums[OF_A_CLASS * each + TAKEN] + sums[OF_A_CLASS * each + THERE] / UNIT;
            right += found;
            f1 += either == 0 ? 0 : 2 * found / either;
        }
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("accuracy", right / sums[0]);
        metrics.put("macro-f1", f1 / calibrations.size());
        return metrics;
    }
}
