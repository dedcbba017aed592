package dev.millrace.training.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.OnnxGraph;
import dev.millrace.models.Rows;
import dev.millrace.training.learn.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

class BoostedTreesTests {

    private static final int ROWS = 2_000;
    private static final int WIDTH = 4;
    private static final int TREES = 40;

    @Test
    void predictsWhatXgBoostPredictsAlsoWhereValuesAreMissing() throws XGBoostError {
        assertSame(values(), labels(0.5));
    }

    @Test
    void predictsWhatXgBoostPredictsOfARareClass() throws XGBoostError {

        assertSame(values(), labels(0.02));
    }

    private static void assertSame(float[] values, float[] labels) throws XGBoostError {
        DMatrix rows = new DMatrix(values, ROWS, WIDTH, Float.NaN);
        try {
            rows.setLabel(labels);
            Booster booster = XGBoost.train(
                    rows,
                    Map.of("objective", "binary:logistic", "max_depth", 5, "nthread", 1, "verbosity", 0),
                    TREES,
                    Map.of(),
                    null,
                    null);
            float[][] expected = booster.predict(rows);
            float[] actual = onnx(booster.toByteArray("json"), values);
            booster.dispose();
            for (int row = 0; row < ROWS; row++) {
                assertThat(actual[2 * row + 1]).isCloseTo(expected[row][0], within(1e-6f));
            }
        } finally {
            rows.dispose();
        }
    }

    private static float[] onnx(byte[] json, float[] values) {
        List<Feature> signature = new ArrayList<>();
        List<Object> columns = new ArrayList<>();
        for (int column = 0; column < WIDTH; column++) {
            signature.add(new Feature("x" + column, Feature.Kind.NUMBER, true));
            double[] numbers = new double[ROWS];
            int offset = column;
            Arrays.setAll(numbers, row -> values[row * WIDTH + offset]);
            columns.add(numbers);
        }
        GraphBuilder builder = new GraphBuilder(signature);
        String matrix = builder.cast(
                builder.concat(signature.stream().map(Feature::name).toList()), TensorProto.DataType.FLOAT);
        BoostedTrees.parse(json, TREES, WIDTH).append(builder, matrix, List.of("0", "1"));
        try (OnnxGraph graph = OnnxGraph.load(builder.build(), signature, "probabilities")) {
            return graph.run(new Rows(ROWS, columns));
        }
    }

    private static float[] values() {
        Random random = new Random(5);
        float[] values = new float[ROWS * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(5) == 0 ? Float.NaN : (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] labels(double share) {
        Random random = new Random(6);
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = random.nextDouble() < share ? 1 : 0;
        }
        return labels;
    }
}
