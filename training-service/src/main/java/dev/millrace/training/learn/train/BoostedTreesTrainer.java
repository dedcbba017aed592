package dev.millrace.training.learn.train;

import dev.millrace.models.Outputs;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.graph.Transform;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/** Gradient-boosted trees by XGBoost's histogram method, stopped when the validation rows no longer gain. */
public final class BoostedTreesTrainer implements ModelTrainer {

    /** Cells of the matrix from which a second thread is worth its spinning. */
    private static final long CELLS_A_THREAD = 2_000_000;

    @Override
    public Transform.Form form() {
        return Transform.Form.TREES;
    }

    @Override
    public LearnedHead train(
            Transform transform,
            Matrix train,
            Supplier<Matrix> validation,
            Parameters parameters,
            long seed,
            TrainingSteps steps) {
        DMatrix rows = null;
        DMatrix judges = null;
        Booster booster = null;
        try {
            Scale scale = train.scale();
            int threads = threads(train);
            boolean large = train.values().count() > 1;
            rows = matrix(train, scale, large, threads, null);
            if (parameters.whole("earlyStopping") > 0) {
                Matrix judging = validation.get();
                judges = matrix(judging, scale, large && judging.values().count() > 1, threads, rows);
            }
            booster = XGBoost.train(rows, settings(train, parameters, seed), 0, Map.of(), null, null);
            int trees = boost(booster, rows, judges, parameters, steps);
            return BoostedTrees.parse(booster.toByteArray("json"), trees, train.width(), train.outputs(), scale);
        } catch (XGBoostError failure) {
            throw new IllegalStateException("XGBoost failed: " + failure.getMessage(), failure);
        } catch (LinkageError failure) {
            throw new UnlearnableException(
                    "TRAINER_UNAVAILABLE",
                    "XGBoost's native library does not load here; on Linux it needs libgomp1: " + failure.getMessage());
        } finally {
            dispose(booster, rows, judges);
        }
    }

    /**
     * The number of trees after which the validation rows were predicted best.
     *
     * @param judges null where all trees are wanted
     */
    private static int boost(
            Booster booster, DMatrix rows, @Nullable DMatrix judges, Parameters parameters, TrainingSteps steps)
            throws XGBoostError {
        int trees = parameters.whole("trees");
        int patience = parameters.whole("earlyStopping");
        int best = trees;
        double least = Double.POSITIVE_INFINITY;
        for (int tree = 0; tree < trees; tree++) {
            booster.update(rows, tree);
            if (judges != null) {
                double loss = loss(booster.evalSet(new DMatrix[] {judges}, new String[] {"validation"}, tree));
                if (loss < least) {
                    least = loss;
                    best = tree + 1;
                } else if (tree + 1 - best >= patience) {
                    return best;
                }
            }
            steps.done((tree + 1.0) / trees, figures(tree + 1, least));
        }
        return best;
    }

    private static Map<String, String> figures(int trees, double loss) {
        return Double.isFinite(loss)
                ? Map.of("trees", String.valueOf(trees), "loss", String.format(Locale.ROOT, "%.4f", loss))
                : Map.of("trees", String.valueOf(trees));
    }

    /** From XGBoost's line {@code [3]\tvalidation-logloss:0.123}. */
    private static double loss(String evaluation) {
        return Double.parseDouble(evaluation.substring(evaluation.lastIndexOf(':') + 1));
    }

    private static Map<String, Object> settings(Matrix train, Parameters parameters, long seed) {
        Map<String, Object> settings = new HashMap<>();
        settings.putAll(objective(train.outputs()));
        settings.put("tree_method", "hist");
        settings.put("nthread", threads(train));
        settings.put("verbosity", 0);
        settings.put("seed", (int) (seed ^ (seed >>> 32)) & Integer.MAX_VALUE);
        settings.put("max_depth", parameters.whole("depth"));
        settings.put("eta", parameters.number("learningRate"));
        settings.put("min_child_weight", parameters.number("minChildWeight"));
        settings.put("subsample", parameters.number("subsample"));
        settings.put("colsample_bytree", parameters.number("columnSample"));
        settings.put("reg_lambda", parameters.number("lambda"));
        return settings;
    }

    private static Map<String, Object> objective(Outputs outputs) {
        return switch (outputs.task()) {
            case BINARY -> Map.of("objective", "binary:logistic", "eval_metric", "logloss");
            case MULTICLASS ->
                Map.of("objective", "multi:softprob", "eval_metric", "mlogloss", "num_class", outputs.width());
            case REGRESSION -> Map.of("objective", "reg:squarederror", "eval_metric", "rmse");
        };
    }

    private static int threads(Matrix train) {
        int processors = Runtime.getRuntime().availableProcessors();
        long cells = (long) train.rows() * train.width() * train.outputs().width();
        return Math.clamp(cells / CELLS_A_THREAD, 1, processors);
    }

    /** @param quantiles whether only quantiles are kept: small matrices are not worth the effort */
    private static DMatrix matrix(Matrix matrix, Scale scale, boolean quantiles, int threads, @Nullable DMatrix like)
            throws XGBoostError {
        DMatrix rows = quantiles
                ? QuantileMatrix.of(matrix.values(), threads, like)
                : new DMatrix(matrix.values().values(), matrix.rows(), matrix.width(), Float.NaN);
        rows.setLabel(matrix.targets(scale));
        return rows;
    }

    private static void dispose(@Nullable Booster booster, @Nullable DMatrix... matrices) {
        if (booster != null) {
            booster.dispose();
        }
        for (DMatrix matrix : matrices) {
            if (matrix != null) {
                matrix.dispose();
            }
        }
    }
}
