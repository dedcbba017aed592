package dev.millrace.training.learn.train;

import dev.millrace.training.learn.graph.Transform;
import java.util.Map;
import java.util.function.Supplier;

/** Linear regression with a ridge penalty: the model to beat, and the one that people can read. */
public final class LinearRegressionTrainer implements ModelTrainer {

    @Override
    public Transform.Form form() {
        return Transform.Form.LINEAR;
    }

    @Override
    public LearnedHead train(
            Transform transform,
            Matrix train,
            Supplier<Matrix> validation,
            Parameters parameters,
            long seed,
            TrainingSteps steps) {
        steps.done(0, Map.of());
        Scale scale = train.scale();
        float[] targets = train.targets(scale);
        double[] solved = new RidgeEquations(
                        train, transform.dense(), transform.codes(), targets, parameters.number("ridge"))
                .solve(steps);
        int bias = solved.length - 1;
        float[][] weights = new float[bias][1];
        for (int i = 0; i < bias; i++) {
            weights[i][0] = (float) (solved[i] * scale.deviation());
        }
        float[] biases = {(float) (solved[bias] * scale.deviation() + scale.mean())};
        steps.done(1, Map.of());
        return LinearHead.of(transform, train, weights, biases, rows -> said(rows, transform.dense(), solved, scale));
    }

    private static float[] said(Matrix rows, int dense, double[] solved, Scale scale) {
        float[] said = new float[rows.rows()];
        for (int row = 0; row < said.length; row++) {
            said[row] = (float) scale.up(RidgeEquations.sum(rows, row, dense, solved));
        }
        return said;
    }
}
