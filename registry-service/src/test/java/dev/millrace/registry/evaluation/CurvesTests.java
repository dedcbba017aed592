package dev.millrace.registry.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.registry.evaluation.Evaluation.CalibrationBin;
import dev.millrace.registry.evaluation.Evaluation.PrecisionRecallPoint;
import dev.millrace.registry.evaluation.Evaluation.RocPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reference values are those of scikit-learn 1.x for the same twelve rows, scores as 32-bit floats. */
class CurvesTests {

    private static final boolean[] TRUTHS = {
        false, false, true, false, true, true, false, true, true, false, true, false
    };
    private static final float[] SCORES = {0.05f, 0.1f, 0.1f, 0.2f, 0.3f, 0.35f, 0.35f, 0.5f, 0.7f, 0.7f, 0.9f, 1f};

    @Test
    void drawsTheRocCurveOfScikitLearn() {
        var roc = Curves.of(TRUTHS, SCORES).roc();

        assertThat(roc.stream().map(point -> point.threshold() == null ? 2 : point.threshold()))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-6 ? 0 : Double.compare(one, other))
                .containsExactly(2.0, 1.0, 0.9, 0.7, 0.5, 0.35, 0.3, 0.2, 0.1, 0.05);
        close(roc.stream().mapToDouble(RocPoint::falsePositiveRate).toArray(), 0, 1, 1, 2, 2, 3, 3, 4, 5, 6);
        close(roc.stream().mapToDouble(RocPoint::truePositiveRate).toArray(), 0, 0, 1, 2, 3, 4, 5, 5, 6, 6);
    }

    /** Sixths, because there are six rows of each class. */
    private static void close(double[] values, double... sixths) {
        assertThat(values)
                .containsExactly(Arrays.stream(sixths).map(each -> each / 6).toArray(), within(1e-12));
    }

    @Test
    void drawsThePrecisionRecallCurveOfScikitLearn() {
        var curve = Curves.of(TRUTHS, SCORES).precisionRecall();

        assertThat(curve.getFirst()).isEqualTo(new PrecisionRecallPoint(null, 0, 1));
        assertThat(curve.stream().mapToDouble(PrecisionRecallPoint::precision).toArray())
                .containsExactly(
                        new double[] {1, 0, 0.5, 0.5, 0.6, 4.0 / 7, 0.625, 5.0 / 9, 6.0 / 11, 0.5}, within(1e-12));
        close(curve.stream().mapToDouble(PrecisionRecallPoint::recall).toArray(), 0, 0, 1, 2, 3, 4, 5, 5, 6, 6);
    }

    @Test
    void gathersTheBinsOfScikitLearnsCalibrationCurve() {
        var bins = Curves.calibration(TRUTHS, SCORES);

        assertThat(bins.stream().mapToDouble(CalibrationBin::observed).toArray())
                .containsExactly(new double[] {0, 0.5, 0, 2.0 / 3, 1, 0.5, 1, 0}, within(1e-12));
        assertThat(bins.stream().mapToDouble(CalibrationBin::predicted).toArray())
                .containsExactly(new double[] {0.05, 0.1, 0.2, 1.0 / 3, 0.5, 0.7, 0.9, 1}, within(1e-6));
        assertThat(bins.stream().mapToLong(CalibrationBin::rows).toArray()).containsExactly(1, 2, 1, 3, 1, 2, 1, 1);
        assertThat(bins.getLast().to()).isEqualTo(1);
    }

    @Test
    void keepsNoMorePointsThanAPlotCanShow() {
        var random = new Random(4);
        var truths = new boolean[50_000];
        var scores = new float[truths.length];
        for (int row = 0; row < truths.length; row++) {
            scores[row] = random.nextFloat();
            truths[row] = random.nextFloat() < scores[row];
        }
        var curves = Curves.of(truths, scores);

        assertThat(curves.roc()).hasSize(Curves.MOST_POINTS).startsWith(new RocPoint(null, 0, 0));
        assertThat(curves.roc().getLast().falsePositiveRate()).isEqualTo(1);
        assertThat(curves.roc().getLast().truePositiveRate()).isEqualTo(1);
        assertThat(curves.precisionRecall()).hasSize(Curves.MOST_POINTS);
        assertThat(curves.precisionRecall().getLast().recall()).isEqualTo(1);
        assertThat(Curves.calibration(truths, scores))
                .hasSize(10)
                .allSatisfy(bin -> assertThat(bin.observed()).isCloseTo(bin.predicted(), within(0.03)));
    }

    @Test
    void drawsNothingWhereAClassHasNoRows() {
        var curves = Curves.of(new boolean[] {false, false}, new float[] {0.2f, 0.4f});

        assertThat(curves.roc()).isEmpty();
        assertThat(curves.precisionRecall()).isEmpty();
        assertThat(Curves.of(new boolean[0], new float[0]).roc()).isEmpty();
        assertThat(Curves.calibration(new boolean[0], new float[0])).isEqualTo(List.of());
    }
}
