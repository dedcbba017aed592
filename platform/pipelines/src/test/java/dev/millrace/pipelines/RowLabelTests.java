package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowLabelTests {

    private static RowLabel label(String data) {
        return new RowLabel(PipelineSpecs.parse("""
                apiVersion: millrace/v1
                kind: Pipeline
                name: taxi
                data: {dataset: trips, %s}
                train: {select: auc, candidates: [{trainer: logistic-regression}]}
                gates: [{metric: auc, min: 0.5}]
                """.formatted(data), () -> 1).data());
    }

    private static Optional<String> read(RowLabel label, @Nullable String... namesAndValues) {
        Map<@Nullable String, @Nullable String> row = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return label.of(row::get);
    }

    @Test
    void standsInItsColumn() {
        var label = label("label: tip");

        assertThat(label.columns()).containsExactly("tip");
        assertThat(read(label, "tip", "Yes")).contains("Yes");
        assertThat(read(label)).isEmpty();
    }

    /** As training's SQL over doubles answers. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "2.01, 10, true",
                "2.00, 10, false",
                "null, 10, null",
                "many, 10, null",
                "NaN, 10, null",
                "1e39, 10, null",
                "2, 0, null",
                "true, 10, false"
            })
    void isDerivedFromOthers(@Nullable String tips, String fare, @Nullable String expected) {
        var label = label(
                "label: big, derive: [{name: big, greater: [{divide: [{column: tips}, {column: fare}]}, 0.2]}], exclude: [tips]");

        assertThat(label.columns()).containsExactlyInAnyOrder("big", "tips", "fare");
        assertThat(read(label, "tips", tips, "fare", fare)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void isDerivedFromWhatIsDerivedAndStandsInItsColumnWhereThatLacksAnOperand() {
        var label = label("""
                label: odd, exclude: [tips, big], derive: [{name: big, greaterOrEqual: [{column: tips}, 2]},
                  {name: odd, notEqual: [{column: big}, {subtract: [{column: fare}, 1]}]}]""");

        assertThat(read(label, "tips", "2", "fare", "2")).contains("false");
        assertThat(read(label, "tips", "1", "fare", "2")).contains("true");
        assertThat(read(label, "odd", "true")).contains("true");
        assertThat(read(label, "odd", "true", "tips", "2", "fare", "2")).contains("false");
    }
}
