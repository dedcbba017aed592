package dev.millrace.training.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.OnnxGraph;
import dev.millrace.models.Outputs;
import dev.millrace.models.Rows;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

class BoostedTreesTests {

    private static final int ROWS = 2_000;
    private static final int WIDTH = 4;
    private static final int TREES = 40;

    private static final Outputs TWO = new Outputs(Task.BINARY, List.of("0", "1"), 0.5);
    private static final Outputs THREE = new Outputs(Task.MULTICLASS, List.of("a", "b", "c"), 0);

    @Test
    void predictsWhatXgBoostPredictsAlsoWhereValuesAreMissing() throws XGBoostError {
        assertSame(values(), labels(0.5), TWO, Map.of("objective", "binary:logistic"));
    }

    @Test
    void predictsWhatXgBoostPredictsOfARareClass() throws XGBoostError {
        assertSame(values(), labels(0.02), TWO, Map.of("objective", "binary:logistic"));
    }

    @Test
    void predictsWhatXgBoostPredictsOfSeveralClasses() throws XGBoostError {
        float[] labels = labels(0.3);
        for (int row = 0; row < ROWS; row += 7) {
            labels[row] = 2;
        }
        assertSame(values(), labels, THREE, Map.of("objective", "multi:softprob", "num_class", 3));
    }

    @Test
    void predictsWhatXgBoostPredictsOfNumbers() throws XGBoostError {
        var random = new Random(7);
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = (float) (3 * random.nextGaussian());
        }
        assertSame(values(), labels, Outputs.number(), Map.of("objective", "reg:squarederror"));
    }

    private static void assertSame(float[] values, float[] labels, Outputs outputs, Map<String, Object> objective)
            throws XGBoostError {
        var rows = new DMatrix(values, ROWS, WIDTH, Float.NaN);
        try {
            rows.setLabel(labels);
            var settings = new HashMap<String, Object>(objective);
            settings.putAll(Map.of("max_depth", 5, "nthread", 1, "verbosity", 0));
            var booster = XGBoost.train(rows, settings, TREES, Map.of(), null, null);
            float[][] expected = booster.predict(rows);
            float[] actual = onnx(booster.toByteArray("json"), values, outputs);
            booster.dispose();
            for (int row = 0; row < ROWS; row++) {
                for (int score = 0; score < expected[row].length; score++) {
                    int place = outputs.task() == Task.BINARY ? 1 : score;
                    assertThat(actual[row * outputs.width() + place]).isCloseTo(expected[row][score], within(1e-5f));
                }
            }
        } finally {
            rows.dispose();
        }
    }

    private static float[] onnx(byte[] json, float[] values, Outputs outputs) {
        var signature = new ArrayList<Feature>();
        var columns = new ArrayList<Object>();
        for (int column = 0; column < WIDTH; column++) {
            signature.add(Feature.of("x" + column, Feature.Kind.NUMBER, true));
            double[] numbers = new double[ROWS];
            int offset = column;
            Arrays.setAll(numbers, row -> values[row * WIDTH + offset]);
            columns.add(numbers);
        }
        var builder = new GraphBuilder(signature);
        var matrix = builder.cast(
                builder.concat(signature.stream().map(Feature::input).toList()), TensorProto.DataType.FLOAT);
        BoostedTrees.parse(json, TREES, WIDTH, outputs, new Scale(0, 1)).append(builder, matrix, outputs);
        var output = outputs.task().isClassification() ? "probabilities" : "label";
        try (var graph = OnnxGraph.load(builder.build(), signature, output)) {
            return graph.run(new Rows(ROWS, columns));
        }
    }

    private static float[] values() {
        var random = new Random(5);
        float[] values = new float[ROWS * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(5) == 0 ? Float.NaN : (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] labels(double share) {
        var random = new Random(6);
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = random.nextDouble() < share ? 1 : 0;
        }
        return labels;
    }
}
