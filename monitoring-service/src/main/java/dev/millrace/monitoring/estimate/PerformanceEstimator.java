package dev.millrace.monitoring.estimate;

import dev.millrace.models.Outputs;
import dev.millrace.monitoring.estimate.EstimatedPerformance.Estimate;
import dev.millrace.pipelines.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a version's test rows say about rows whose labels have not come: for classes confidence-based performance estimation, for numbers
 * the error that the test rows show at such predictions. It has no effects.
 */
public final class PerformanceEstimator {

    /** From fewer rows, of tests or of windows, an estimate would say hardly anything. */
    public static final int FEWEST_ROWS = 100;

    /** Which of the metrics the rule looks at: the first of these that there is, as with labels. */
    private static final List<String> LOOKED_AT = List.of("auc", "accuracy", "rmse");

    private static final float[] NONE = {};

    private final Outputs outputs;
    private final Estimator estimator;
    private final List<String> calibrated;
    private final long testRows;
    private final Map<String, Double> measured;
    private final Map<String, Double> onTestRows;
    private final Map<String, Double> errors;

    private PerformanceEstimator(TestAnswers test, Estimator estimator, List<String> calibrated) {
        this.outputs = test.outputs();
        this.estimator = estimator;
        this.calibrated = List.copyOf(calibrated);
        this.testRows = test.rows();
        this.measured = test.metrics();
        this.errors = SamplingErrors.of(test);
        var sums = zeroes();
        for (int row = 0; row < test.rows(); row++) {
            estimator.add(test.answer(row), sums);
        }
        this.onTestRows = estimator.metrics(sums);
    }

    /** @param seed of the splits by which it is found out whether calibrating helps */
    public static PerformanceEstimator of(TestAnswers test, long seed) {
        var outputs = test.outputs();
        return switch (outputs.task()) {
            case BINARY -> {
                var calibration = Calibration.where(test.scores(1), test.isOf(1), seed);
                yield new PerformanceEstimator(
                        test,
                        TwoClasses.of(test, calibration),
                        calibrated(outputs.classes().subList(1, 2), List.of(calibration)));
            }
            case MULTICLASS -> {
                var calibrations = IntStream.range(0, outputs.width())
                        .mapToObj(place -> Calibration.where(test.scores(place), test.isOf(place), seed + place))
                        .toList();
                yield new PerformanceEstimator(
                        test, new ManyClasses(calibrations), calibrated(outputs.classes(), calibrations));
            }
            case REGRESSION -> new PerformanceEstimator(test, Numbers.of(test), List.of());
        };
    }

    /** With an estimator that is fitted to the test rows already. */
    static PerformanceEstimator of(TestAnswers test, Estimator estimator) {
        return new PerformanceEstimator(test, estimator, List.of());
    }

    private static List<String> calibrated(List<String> classes, List<Calibration> calibrations) {
        var calibrated = new ArrayList<String>();
        for (int place = 0; place < classes.size(); place++) {
            if (calibrations.get(place).changes()) {
                calibrated.add(classes.get(place));
            }
        }
        return calibrated;
    }

    /** The classes whose scores are calibrated. */
    public List<String> calibrated() {
        return calibrated;
    }

    public boolean ofNumbers() {
        return outputs.task() == Task.REGRESSION;
    }

    /** What it says of the test rows themselves. */
    public Map<String, Double> onTestRows() {
        return onTestRows;
    }

    /** What the test rows' labels say. */
    public Map<String, Double> measured() {
        return measured;
    }

    /** How many numbers {@link #answer} keeps of a row. */
    public int kept() {
        return outputs.task() == Task.BINARY ? 1 : outputs.width();
    }

    /** What is added up of a row; empty where the scores are not those of this version. */
    public float[] answer(List<Double> scores) {
        if (scores.size() != outputs.width() || !scores.stream().allMatch(Double::isFinite)) {
            return NONE;
        }
        var answer = new float[kept()];
        for (int place = 0; place < answer.length; place++) {
            answer[place] = scores.get(scores.size() - answer.length + place).floatValue();
        }
        return answer;
    }

    /** Sums of no rows. */
    public long[] zeroes() {
        return new long[estimator.cells()];
    }

    public void add(float[] answer, long[] sums) {
        estimator.add(answer, sums);
    }

    /** How many rows were added up. */
    public long rows(long[] sums) {
        return sums[0];
    }

    /** @param sums of at least one row */
    public EstimatedPerformance estimate(long[] sums) {
        long rows = rows(sums);
        var metrics = new LinkedHashMap<String, Estimate>();
        estimator.metrics(sums).forEach((name, value) -> metrics.put(name, estimate(name, value, rows)));
        var metric = LOOKED_AT.stream()
                .filter(name -> metrics.containsKey(name) && measured.containsKey(name))
                .findFirst()
                .orElse(ofNumbers() ? "rmse" : "accuracy");
        var value = metrics.get(metric);
        Double expected = measured.get(metric);
        Double bound = value == null || expected == null ? null : bound(metric, expected, rows);
        return new EstimatedPerformance(
                rows,
                metrics,
                metric,
                expected,
                bound,
                bound != null && value != null && isWorse(value.value(), bound));
    }

    private Estimate estimate(String metric, double value, long rows) {
        double off = Drop.ERRORS * errors.getOrDefault(metric, 0.0) / Math.sqrt((double) rows);
        double most = ofNumbers() ? Double.MAX_VALUE : 1;
        return new Estimate(value, Math.max(0, value - off), Math.min(most, value + off));
    }

    private boolean isWorse(double value, double bound) {
        return ofNumbers() ? value > bound : value < bound;
    }

    /**
     * As far beyond the test rows' value as a told drop is at least, and as chance makes windows and test rows differ. Where the estimate
     * is off on the test rows themselves, so that every window would be told, it begins there.
     */
    private @Nullable Double bound(String metric, double expected, long rows) {
        double chance = Drop.ERRORS * errors.getOrDefault(metric, 0.0) * Math.sqrt(1.0 / rows + 1.0 / testRows);
        double here = onTestRows.getOrDefault(metric, expected);
        return ofNumbers()
                ? Math.max(expected, here) + Math.max((Drop.ERROR_GROWTH - 1) * expected, chance)
                : Math.min(expected, here) - Math.max(Drop.LEAST, chance);
    }
}
