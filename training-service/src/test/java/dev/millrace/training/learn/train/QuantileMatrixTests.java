package dev.millrace.training.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.training.learn.rows.Blocks;
import java.util.Map;
import java.util.SplittableRandom;
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
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = values.at(row, 0) * values.at(row, 0) + values.at(row, 1) > 1 ? 1 : 0;
        }
        rows.setLabel(labels);
        return rows;
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
