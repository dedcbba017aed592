package dev.millrace.training.learn.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.RawColumn;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected values are those of scikit-learn 1.9.1. */
class BinaryMetricsTests {

    private static final Offset<Double> EXACT = within(1e-12);

    private static final Labels LABELS = Labels.of(
            RawColumn.numbers("y", RawColumn.Kind.NUMBER, false, new double[] {0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0}));
    private static final double[] SCORES = {0.1, 0.9, 0.4, 0.4, 0.8, 0.35, 0.5, 0.5, 0.65, 0.05, 0.3, 1.0};

    @Test
    void agreesWithScikitLearnOnTiesAndSureMistakes() {
        Map<String, Double> metrics = BinaryMetrics.of(LABELS, SCORES, 0.5);
        assertThat(metrics.get("auc")).isCloseTo(0.6944444444444445, EXACT);
        assertThat(metrics.get("pr-auc")).isCloseTo(0.6347222222222223, EXACT);
        assertThat(metrics.get("log-loss")).isCloseTo(3.450646718283787, EXACT);
        assertThat(metrics.get("brier")).isCloseTo(0.23479166666666665, EXACT);
        assertThat(metrics.get("accuracy")).isCloseTo(0.6666666666666666, EXACT);
        assertThat(metrics.get("precision")).isCloseTo(0.6666666666666666, EXACT);
        assertThat(metrics.get("recall")).isCloseTo(0.6666666666666666, EXACT);
        assertThat(metrics.get("f1")).isCloseTo(0.6666666666666666, EXACT);
    }

    @Test
    void refusesAScoreThatIsNotANumber() {
        double[] scores = SCORES.clone();
        scores[3] = Double.NaN;
        assertThatThrownBy(() -> BinaryMetrics.of(LABELS, scores, 0.5))
                .isInstanceOfSatisfying(
                        UnlearnableException.class,
                        refused -> assertThat(refused.code()).isEqualTo("SCORE_NOT_A_NUMBER"));
    }

    @Test
    void leavesOutWhatOneClassDoesNotHave() {
        Map<String, Double> metrics = BinaryMetrics.of(LABELS.select(new int[] {0, 3}), new double[] {0.1, 0.4}, 0.5);
        assertThat(metrics).doesNotContainKeys("auc", "pr-auc").containsEntry("accuracy", 1.0);
    }
}
