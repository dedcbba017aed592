package dev.millrace.registry.evaluation;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.DatasetMemoryException;
import dev.millrace.datasets.Datasets;
import dev.millrace.models.Baseline;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.pipelines.Task;
import dev.millrace.registry.evaluation.Evaluation.CalibrationBin;
import dev.millrace.registry.evaluation.Evaluation.Confusion;
import dev.millrace.registry.evaluation.Evaluation.Importance;
import dev.millrace.registry.evaluation.Evaluation.PrecisionRecallPoint;
import dev.millrace.registry.evaluation.Evaluation.RocPoint;
import dev.millrace.registry.evaluation.Evaluation.Slice;
import dev.millrace.registry.judging.TestPredictions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Works out how a version does on its test rows from the predictions that its package holds. The last results stay in memory: a digest
 * never comes to mean anything else.
 */
public class EvaluateVersion {

    private static final int KEPT = 32;

    private final ModelPackages packages;
    private final Datasets datasets;
    private final Map<String, Evaluation> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Evaluation> eldest) {
            return size() > KEPT;
        }
    };

    EvaluateVersion(ArtifactStore artifacts, Datasets datasets) {
        this.packages = new ModelPackages(artifacts);
        this.datasets = datasets;
    }

    /** What came of it. */
    public sealed interface Result {

        record Evaluated(Evaluation evaluation) implements Result {}

        /** The package or a part of it is missing or damaged. */
        record Unreadable(String detail) implements Result {}
    }

    /** One at a time, so that many who look at one version read its predictions once. */
    public synchronized Result evaluate(String packageDigest) {
        var known = kept.get(packageDigest);
        if (known != null) {
            return new Result.Evaluated(known);
        }
        try {
            var evaluation = evaluation(packages.read(new Digest(packageDigest)));
            kept.put(packageDigest, evaluation);
            return new Result.Evaluated(evaluation);
        } catch (ArtifactMissingException missing) {
            return new Result.Unreadable(String.valueOf(missing.getMessage()));
        } catch (ModelRefusedException refused) {
            return new Result.Unreadable(refused.code() + ": " + refused.getMessage());
        } catch (DatasetException unreadable) {
            return new Result.Unreadable("the test predictions cannot be read");
        } catch (DatasetMemoryException full) {
            return new Result.Unreadable("the test predictions cannot be read now: " + full.getMessage());
        }
    }

    private Evaluation evaluation(ModelPackage manifest) {
        var predictions = TestPredictions.read(datasets, manifest);
        var slices = slices(packages.sliceMetrics(new Digest(manifest.parts().sliceMetrics())));
        var importances = importances(packages.baseline(manifest));
        var outputs = predictions.outputs();
        var confusion =
                outputs.task().isClassification() ? new Confusion(outputs.classes(), predictions.confusion()) : null;
        if (outputs.task() != Task.BINARY) {
            return new Evaluation(
                    predictions.rows(),
                    null,
                    null,
                    slices,
                    importances,
                    confusion,
                    List.<RocPoint>of(),
                    List.<PrecisionRecallPoint>of(),
                    List.<CalibrationBin>of());
        }
        var truths = new boolean[predictions.rows()];
        var scores = new float[truths.length];
        for (int row = 0; row < truths.length; row++) {
            truths[row] = predictions.isPositive(row);
            scores[row] = predictions.positiveScore(row);
        }
        var curves = Curves.of(truths, scores);
        return new Evaluation(
                truths.length,
                outputs.classes().getLast(),
                outputs.threshold(),
                slices,
                importances,
                confusion,
                curves.roc(),
                curves.precisionRecall(),
                Curves.calibration(truths, scores));
    }

    private static List<Slice> slices(Map<String, Map<String, Double>> metrics) {
        return metrics.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new Slice(each.getKey(), each.getValue()))
                .toList();
    }

    private static List<Importance> importances(Baseline baseline) {
        var features = baseline.features();
        return baseline.columns().stream()
                .filter(column -> features.contains(column.name()))
                .map(column -> new Importance(column.name(), column.importance()))
                .sorted(Comparator.comparingDouble(Importance::importance)
                        .reversed()
                        .thenComparing(Importance::column))
                .toList();
    }
}
