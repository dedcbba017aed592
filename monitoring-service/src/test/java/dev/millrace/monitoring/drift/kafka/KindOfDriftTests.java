package dev.millrace.monitoring.drift.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.DriftKind;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.Rule;
import dev.millrace.models.Baseline;
import dev.millrace.models.Together;
import dev.millrace.monitoring.drift.rule.MadeUpBaselines;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindOfDriftTests {

    private final Random random = new Random(3);

    /** Columns: an important one, one that hardly matters and is no part of the components, the prediction, the distances. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 0, FEATURE, false",
        "1, 0, 0, 1, FEATURE, false",
        "0, 0, 1, 0, PREDICTION, false",
        "0, 0, 0, 1, FEATURE, true",
        "0, 0, 1, 1, FEATURE, true",
        "0, 1, 0, 1, FEATURE, true",
        "0, 900, 1, 0, INTEGRITY, false",
        "0, 900, 0, 1, FEATURE, true",
        "900, 0, 0, 9, INTEGRITY, false",
    })
    void saysWhatMoved(
            double matters, double hardly, double prediction, double together, DriftKind kind, boolean isTogether) {
        var columns = List.of(
                MadeUpBaselines.number("matters", 0.95, MadeUpBaselines.values(5000, random)),
                MadeUpBaselines.number("hardly", 0.05, MadeUpBaselines.values(5000, random)),
                MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(5000, random)));
        var scaled = new Together.Scaled("matters", 0, 1, List.of());
        var baseline = new Baseline(
                5000,
                columns,
                new Together(
                        List.of(scaled),
                        List.of(List.of(1.0)),
                        MadeUpBaselines.number(Together.NAME, 0, MadeUpBaselines.values(5000, random))));
        var window = List.of(
                counts(columns.get(0), matters),
                counts(columns.get(1), hardly),
                counts(columns.get(2), prediction),
                counts(baseline.watched().getLast(), together));
        var rule = Rule.DEFAULT;
        var verdict = JudgeWindow.judge(baseline, window, rule);

        assertThat(KindOfDrift.of(verdict, baseline, rule)).isEqualTo(new KindOfDrift(kind, isTogether));
    }

    private long[] counts(Baseline.Column column, double moved) {
        return MadeUpBaselines.window(
                        new Baseline(5000, List.of(column)), 500, random, column.name(), value -> value + moved)
                .getFirst();
    }
}
