package dev.millrace.training.learn.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.rows.Labels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedComparisonTests {

    private static final int ROWS = 1000;

    private final Random random = new Random(5);
    private final double[] truth = random.ints(ROWS, 0, 2).asDoubleStream().toArray();
    private final Labels labels = new Labels(new Outputs(Task.BINARY, List.of("0", "1"), 0.5), truth);

    /** Scores that know the truth so well. */
    private PairedComparison.Side knowing(double strength) {
        float[] scores = new float[2 * ROWS];
        for (int row = 0; row < ROWS; row++) {
            double signal = strength * (truth[row] - 0.5) + random.nextGaussian();
            scores[2 * row + 1] = (float) (1 / (1 + Math.exp(-signal)));
            scores[2 * row] = 1 - scores[2 * row + 1];
        }
        return new PairedComparison.Side(labels, scores);
    }

    @Test
    void tellsBetterFromEqualAndWorse() {
        var good = knowing(3);
        var bad = knowing(1);

        for (var metric : List.of("auc", "log-loss")) {
            assertThat(PairedComparison.isBetter(good, bad, metric)).isTrue();
            assertThat(PairedComparison.isBetter(bad, good, metric)).isFalse();
            assertThat(PairedComparison.isBetter(good, good, metric)).isFalse();
        }
    }

    @Test
    void takesChanceForNoGain() {
        int gains = 0;
        for (int pair = 0; pair < 20; pair++) {
            gains += PairedComparison.isBetter(knowing(2), knowing(2), "auc") ? 1 : 0;
        }

        assertThat(gains).isLessThanOrEqualTo(3);
    }
}
