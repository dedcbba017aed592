package dev.millrace.serving.model;

import dev.millrace.models.GoldenCheck;
import dev.millrace.models.GoldenRows;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.models.Rows;
import dev.millrace.pipelines.Task;
import java.util.List;

/** What a version must do before it gets traffic: answer the rows that training kept as training did. */
final class Rehearsal {

    private static final int WARM_UP_ROUNDS = 200;

    private Rehearsal() {}

    /** @return how many golden rows agreed */
    static int perform(ServedModel model, GoldenRows golden) {
        switch (GoldenCheck.replay(model.predictor(), model.modelPackage(), golden)) {
            case GoldenCheck.Result.Passed passed -> {
                comparePredictions(model, golden);
                warmUp(model, golden);
                return passed.rows();
            }
            case GoldenCheck.Result.Failed failed ->
                throw new ModelRefusedException(failed.code(), "golden row " + failed.row() + ": " + failed.detail());
        }
    }

    /** Equal scores may still mean another class if classes or threshold are not those of training. */
    private static void comparePredictions(ServedModel model, GoldenRows golden) {
        if (!model.isClassifier()) {
            return;
        }
        var scores = model.scores(Rows.of(model.signature().features(), golden.rows()));
        for (int row = 0; row < golden.rows().size(); row++) {
            var predicted = model.predictedClass(scores, row);
            var recorded = golden.predictions().get(row);
            if (!predicted.equals(recorded) && !isClose(model, golden.scores().get(row))) {
                throw new ModelRefusedException(
                        "PARITY_FAILED", "golden row %d: recorded %s, here %s".formatted(row, recorded, predicted));
            }
        }
    }

    /** Whether a difference within the tolerance may change the class. */
    private static boolean isClose(ServedModel model, List<Double> scores) {
        if (model.outputs().task() == Task.BINARY) {
            return Math.abs(scores.get(1) - model.modelPackage().target().threshold()) <= GoldenCheck.TOLERANCE;
        }
        var sorted = scores.stream().sorted().toList();
        return sorted.getLast() - sorted.get(sorted.size() - 2) <= 2 * GoldenCheck.TOLERANCE;
    }

    /** Single rows, as most requests are, so that the first one is not the slowest. */
    private static void warmUp(ServedModel model, GoldenRows golden) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            var row = golden.rows().get(round % golden.rows().size());
            model.scores(Rows.of(model.signature().features(), List.of(row)));
        }
    }
}
