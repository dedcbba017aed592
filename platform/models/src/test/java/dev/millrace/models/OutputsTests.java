package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.pipelines.Metric;
import dev.millrace.pipelines.Task;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected values are those of scikit-learn 1.9.1. */
class OutputsTests {

    private static final Offset<Double> EXACT = within(1e-12);

    private static final Outputs TWO = new Outputs(Task.BINARY, List.of("no", "yes"), 0.5);
    private static final double[] OF_TWO = {0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0};
    private static final float[] SECOND = {0.1f, 0.9f, 0.4f, 0.4f, 0.8f, 0.35f, 0.5f, 0.5f, 0.65f, 0.05f, 0.3f, 1};

    private static final Outputs THREE = new Outputs(Task.MULTICLASS, List.of("a", "b", "c"), 0);
    private static final double[] OF_THREE = {0, 1, 2, 2, 1, 0, 0, 2, 1, 1};
    private static final float[] SCORES = {
        0.7f, 0.2f, 0.1f, 0.1f, 0.8f, 0.1f, 0.2f, 0.2f, 0.6f, 0.5f, 0.25f, 0.25f, 0.3f, 0.3f, 0.4f, 0.4f, 0.35f, 0.25f,
        0.05f, 0.9f, 0.05f, 0.1f, 0.1f, 0.8f, 0.25f, 0.5f, 0.25f, 1, 0, 0
    };

    @Test
    void computesEveryMetricThatATaskHas() {
        assertThat(TWO.metrics(OF_TWO, both())).containsOnlyKeys(keys(Task.BINARY));
        assertThat(THREE.metrics(OF_THREE, SCORES)).containsOnlyKeys(keys(Task.MULTICLASS));
        assertThat(Outputs.number().metrics(new double[] {1, 2, 4}, new float[] {1, 3, 4}))
                .containsOnlyKeys(keys(Task.REGRESSION));
    }

    private static List<String> keys(Task task) {
        return Stream.of(Metric.values())
                .filter(metric -> metric.tasks().contains(task))
                .map(Metric::key)
                .toList();
    }

    @Test
    void agreesWithScikitLearnAboutTwoClassesWithTiesAndSureMistakes() {
        var metrics = TWO.metrics(OF_TWO, both());
        assertThat(metrics.get("auc")).isCloseTo(0.6944444444444445, EXACT);
        assertThat(metrics.get("pr-auc")).isCloseTo(0.6347222222222223, EXACT);
        assertThat(metrics.get("log-loss")).isCloseTo(3.450646718020129, EXACT);
        assertThat(metrics.get("brier")).isCloseTo(0.23479166615133495, EXACT);
        assertThat(metrics.get("accuracy")).isCloseTo(0.6666666666666666, EXACT);
        assertThat(metrics.get("precision")).isCloseTo(0.6666666666666666, EXACT);
        assertThat(metrics.get("recall")).isCloseTo(0.6666666666666666, EXACT);
        assertThat(metrics.get("f1")).isCloseTo(0.6666666666666666, EXACT);
        assertThat(metrics.get("macro-f1")).isCloseTo(0.6666666666666666, EXACT);
        assertThat(metrics.get("weighted-f1")).isCloseTo(0.6666666666666666, EXACT);
    }

    @Test
    void agreesWithScikitLearnAboutThreeClasses() {
        var metrics = THREE.metrics(OF_THREE, SCORES);
        assertThat(metrics.get("accuracy")).isCloseTo(0.6, EXACT);
        assertThat(metrics.get("macro-f1")).isCloseTo(0.6031746031746031, EXACT);
        assertThat(metrics.get("weighted-f1")).isCloseTo(0.6, EXACT);
        assertThat(metrics.get("auc")).isCloseTo(0.6706349206349206, EXACT);
        assertThat(metrics.get("log-loss")).isCloseTo(4.455287828883661, EXACT);
        assertThat(THREE.confusion(OF_THREE, SCORES))
                .containsExactly(List.of(2L, 1L, 0L), List.of(1L, 2L, 1L), List.of(1L, 0L, 2L));
    }

    @Test
    void agreesWithScikitLearnAboutNumbers() {
        double[] truths = {3.5, -1.25, 0, 10, 2.75, -4, 100.5};
        float[] predictions = {3, -1, 0.5f, 12, 2.75f, -3, 90.25f};
        var metrics = Outputs.number().metrics(truths, predictions);
        assertThat(metrics.get("rmse")).isCloseTo(3.975370602669823, EXACT);
        assertThat(metrics.get("mae")).isCloseTo(2.0714285714285716, EXACT);
        assertThat(metrics.get("median-error")).isCloseTo(0.5, EXACT);
        assertThat(metrics.get("r2")).isCloseTo(0.9869262148912418, EXACT);
        assertThat(metrics.get("mape")).isCloseTo(321685687669321.3, within(1.0));
    }

    @Test
    void refusesAScoreThatIsNotANumber() {
        assertThatThrownBy(() -> TWO.metrics(new double[] {0, 1}, new float[] {1, 0, Float.NaN, 0}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesOutWhatOneClassDoesNotHave() {
        var metrics = TWO.metrics(new double[] {0, 0}, new float[] {0.9f, 0.1f, 0.6f, 0.4f});
        assertThat(metrics).doesNotContainKeys("auc", "pr-auc").containsEntry("accuracy", 1.0);
    }

    @Test
    void refusesClassesThatDoNotFitTheTask() {
        assertThatThrownBy(() -> new Outputs(Task.BINARY, List.of("a", "b", "c"), 0.5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Outputs(Task.REGRESSION, List.of("a"), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void callsOneClassByOneName() {
        assertThat(List.of("True", " true", "TRUE").stream().map(ClassNames::of))
                .containsOnly("true");
        assertThat(List.of("1", "1.0", "1.00 ").stream().map(ClassNames::of)).containsOnly("1");
        assertThat(List.of("007", "1.50", "Spam").stream().map(ClassNames::of)).containsExactly("007", "1.50", "Spam");
    }

    private static float[] both() {
        float[] both = new float[2 * SECOND.length];
        for (int row = 0; row < SECOND.length; row++) {
            both[2 * row] = 1 - SECOND[row];
            both[2 * row + 1] = SECOND[row];
        }
        return both;
    }
}
