package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenCheckTests {

    private static final List<List<Double>> SCORES = List.of(List.of(0.25, 0.75), List.of(0.5, 0.5));

    @Test
    void passesWithinTheTolerance() {
        assertThat(replay(0.25f, 0.750005f, 0.5f, 0.5f))
                .isInstanceOfSatisfying(GoldenCheck.Result.Passed.class, passed -> {
                    assertThat(passed.rows()).isEqualTo(2);
                    assertThat(passed.worst()).isBetween(4e-6, 6e-6);
                });
    }

    @Test
    void namesTheFirstRowThatDiffers() {
        assertThat(replay(0.25f, 0.75f, 0.49f, 0.51f))
                .isInstanceOfSatisfying(GoldenCheck.Result.Failed.class, failed -> {
                    assertThat(failed.code()).isEqualTo("PARITY_FAILED");
                    assertThat(failed.row()).isEqualTo(1);
                });
    }

    @Test
    void saysWhenAScoreIsNoNumber() {
        assertThat(replay(Float.NaN, 0.75f, 0.5f, 0.5f))
                .isInstanceOfSatisfying(
                        GoldenCheck.Result.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("WARMUP_NOT_FINITE"));
    }

    @Test
    void saysWhenARowHasOtherColumnsThanTheSignature() {
        var golden = new GoldenRows(List.of(List.of(1.0, "red"), List.of(2.0)), List.of("1", "0"), SCORES);

        assertThat(GoldenCheck.replay(new Recorded(new float[4]), Graphs.manifest(), golden))
                .isEqualTo(new GoldenCheck.Result.Failed(
                        "SIGNATURE_MISMATCH", 1, "1 values, the signature has 2 columns"));
    }

    @Test
    void replaysWhatTheGraphAnswered() {
        try (Predictor predictor = OnnxPredictor.load(Graphs.sigmoid(), Graphs.manifest())) {
            List<List<Object>> rows = List.of(List.of(1.5, "red"), List.of(-2, ""));
            float[] scores = predictor.scores(Rows.of(Graphs.SIGNATURE, rows));
            var golden = new GoldenRows(
                    List.of(Arrays.asList(1.5, "red"), Arrays.asList(-2.0, null)),
                    List.of("1", "0"),
                    List.of(List.of((double) scores[0], (double) scores[1]), List.of((double) scores[2], (double)
                            scores[3])));
            assertThat(GoldenCheck.replay(predictor, Graphs.manifest(), golden))
                    .isEqualTo(new GoldenCheck.Result.Passed(2, 0));
        }
    }

    private static GoldenCheck.Result replay(float... scores) {
        var golden =
                new GoldenRows(List.of(Arrays.asList(1.0, "red"), Arrays.asList(2.0, null)), List.of("1", "0"), SCORES);
        return GoldenCheck.replay(new Recorded(scores), Graphs.manifest(), golden);
    }

    /** Answers from a list; a row is known by its number, counted from one. */
    private static final class Recorded implements Predictor {
        private final float[] answers;

        Recorded(float[] answers) {
            this.answers = answers;
        }

        @Override
        public float[] scores(Rows rows) {
            int first = 2 * ((int) rows.numbers(0)[0] - 1);
            return Arrays.copyOfRange(answers, first, first + 2 * rows.size());
        }

        @Override
        public void stop() {}

        @Override
        public void close() {}
    }
}
