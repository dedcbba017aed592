package dev.millrace.models;

import java.util.List;

/** Replays the rows that training recorded: a version that answers differently here must not get traffic. */
public final class GoldenCheck {

    /** Largest difference of a score that different processors may make. */
    public static final double TOLERANCE = 1e-5;

    private GoldenCheck() {}

    /** What the replay showed. */
    public sealed interface Result {

        /** @param worst largest difference seen */
        record Passed(int rows, double worst) implements Result {}

        /**
         * @param code WARMUP_NOT_FINITE, PARITY_FAILED or SIGNATURE_MISMATCH
         * @param row index of the first golden row that is wrong; -1 when no row could be tried
         */
        record Failed(String code, int row, String detail) implements Result {}
    }

    /** Scores every golden row in one batch and once more row by row, as serving does both. */
    public static Result replay(Predictor predictor, ModelPackage manifest, GoldenRows golden) {
        int width = manifest.outputs().width();
        var expected = golden.scores();
        if (golden.rows().isEmpty()
                || expected.size() != golden.rows().size()
                || expected.stream().anyMatch(scores -> scores.size() != width)) {
            return new Result.Failed("SIGNATURE_MISMATCH", -1, "golden rows and scores do not belong together");
        }
        int columns = manifest.signature().size();
        for (int row = 0; row < golden.rows().size(); row++) {
            int values = golden.rows().get(row).size();
            if (values != columns) {
                return new Result.Failed(
                        "SIGNATURE_MISMATCH",
                        row,
                        "%d values, the signature has %d columns".formatted(values, columns));
            }
        }
        float[] batch = predictor.scores(Rows.of(manifest.signature(), golden.rows()));
        double worst = 0;
        for (int row = 0; row < expected.size(); row++) {
            float[] single = predictor.scores(
                    Rows.of(manifest.signature(), List.of(golden.rows().get(row))));
            for (int score = 0; score < width; score++) {
                float first = batch[row * width + score];
                float second = single[score];
                if (!Float.isFinite(first) || !Float.isFinite(second)) {
                    return new Result.Failed("WARMUP_NOT_FINITE", row, "a score is not a finite number");
                }
                double recorded = expected.get(row).get(score);
                double difference = Math.max(Math.abs(first - recorded), Math.abs(second - recorded));
                // A regression's scores have a scale of their own; probabilities never exceed 1.
                if (difference > TOLERANCE * Math.max(1, Math.abs(recorded))) {
                    return new Result.Failed("PARITY_FAILED", row, "recorded " + recorded + ", here " + first);
                }
                worst = Math.max(worst, difference);
            }
        }
        return new Result.Passed(expected.size(), worst);
    }
}
