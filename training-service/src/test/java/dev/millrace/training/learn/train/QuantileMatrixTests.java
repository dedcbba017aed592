package dev.millrace.training.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.training.learn.rows.Blocks;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

class QuantileMatrixTests {

    /** More than XGBoost gets at once. */
    private static final int ROWS = 150_000;

    private static final int WIDTH = 4;
    private static final Map<String, Object> SETTINGS = Map.of(
            "objective", "binary:logistic", "tree_method", "hist", "nthread", 1, "subsample", 0.8, "verbosity", 0);

    private final Blocks values = values(1, ROWS);
    private final Blocks others = values(2, ROWS);

    @Test
    void growsTheTreesThatTheWholeMatrixGrows() throws XGBoostError {
        var expected = boosted(whole(values));
        var grown = boosted(labelled(QuantileMatrix.of(values, 1, null), values));
        assertThat(grown.predict(whole(others))).isDeepEqualTo(expected.predict(whole(others)));
    }

    @Test
    void isAskedAboutWithTheQuantilesOfTheTrainingRows() throws XGBoostError {
        var rows = labelled(QuantileMatrix.of(values, 1, null), values);
        var booster = boosted(rows);
        var quantiles = labelled(QuantileMatrix.of(others, 1, rows), others);
        assertThat(booster.predict(quantiles)).isDeepEqualTo(booster.predict(whole(others)));
    }

    /** The thresholds are others, and the trees are as good. */
    @Test
    void takesTheQuantilesOfSomeOfVeryManyRows() throws XGBoostError {
        var many = values(3, 3 * QuantileMatrix.MOST_RANKED / 2);
        var expected = boosted(labelled(new DMatrix(many.values(), many.rows(), WIDTH, Float.NaN), many));
        var grown = boosted(labelled(QuantileMatrix.of(many, 1, null), many));
        var asked = whole(others);
        assertThat(grown.predict(asked)).isNotEqualTo(expected.predict(asked));
        assertThat(error(grown.predict(asked), labels(others)))
                .isCloseTo(error(expected.predict(asked), labels(others)), within(0.001));
    }

    @Test
    void drawsARowOfEachStretch() {
        var numbered = new Blocks(ROWS, 1);
        for (int block = 0; block < numbered.count(); block++) {
            float[] rows = new float[numbered.end(block) - numbered.first(block)];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = numbered.first(block) + i;
            }
            numbered.set(block, rows);
        }
        float[] drawn = numbered.drawn(ROWS / 3, 7).values();
        assertThat(drawn)
                .hasSize(ROWS / 3)
                .isEqualTo(numbered.drawn(ROWS / 3, 7).values());
        var places = new TreeSet<Integer>();
        for (int i = 0; i < drawn.length; i++) {
            assertThat((int) drawn[i] / 3).isEqualTo(i);
            places.add((int) drawn[i] % 3);
        }
        assertThat(places).containsExactly(0, 1, 2);
    }

    @Test
    void saysWhenABlockIsMissing() {
        var missing = new Blocks(ROWS, WIDTH);
        missing.set(0, values.block(0));
        assertThatThrownBy(() -> QuantileMatrix.of(missing, 1, null))
                .isInstanceOf(XGBoostError.class)
                .satisfies(refused ->
                        assertThat(refused.getSuppressed()).singleElement().isInstanceOf(NullPointerException.class));
    }

    private static Booster boosted(DMatrix rows) throws XGBoostError {
        return XGBoost.train(rows, SETTINGS, 20, Map.of(), null, null);
    }

    private static DMatrix whole(Blocks values) throws XGBoostError {
        return labelled(new DMatrix(values.values(), ROWS, WIDTH, Float.NaN), values);
    }

    private static DMatrix labelled(DMatrix rows, Blocks values) throws XGBoostError {
        rows.setLabel(labels(values));
        return rows;
    }

    private static float[] labels(Blocks values) {
        float[] labels = new float[values.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = values.at(row, 0) * values.at(row, 0) + values.at(row, 1) > 1 ? 1 : 0;
        }
        return labels;
    }

    /** Mean absolute difference. */
    private static double error(float[][] answers, float[] labels) {
        return IntStream.range(0, labels.length)
                .mapToDouble(row -> Math.abs(answers[row][0] - labels[row]))
                .average()
                .orElseThrow();
    }

    private static Blocks values(long seed, int rows) {
        var random = new SplittableRandom(seed);
        var values = new Blocks(rows, WIDTH);
        for (int block = 0; block < values.count(); block++) {
            float[] cells = new float[(values.end(block) - values.first(block)) * WIDTH];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian();
            }
            values.set(block, cells);
        }
        return values;
    }
}
