package dev.millrace.serving.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.model.Signature;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictionMetersTests {

    private static final ModelName TAXI = new ModelName("default", "taxi");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PredictionMeters meters = new PredictionMeters(registry);
    private final Signature signature = new Signature(IntStream.range(0, 120)
            .mapToObj(place -> new Feature("column" + place, Feature.Kind.NUMBER, false))
            .toList());

    private double refused(String column, String code) {
        return registry.get("millrace.serving.refusals")
                .tag("model", "taxi")
                .tag("column", column)
                .tag("code", code)
                .counter()
                .count();
    }

    @Test
    void countsRefusalsByColumnAndReason() {
        meters.refused(TAXI, signature, Refusals.type("column3", 0, "a number", "a text"));
        meters.refused(TAXI, signature, Refusals.type("column3", 7, "a number", "an object"));
        meters.refused(TAXI, signature, Refusals.missing("column3", 0));
        meters.refused(TAXI, signature, Refusals.missing("column4", 0));

        assertThat(refused("column3", "FEATURE_TYPE")).isEqualTo(2);
        assertThat(refused("column3", "FEATURE_MISSING")).isEqualTo(1);
        assertThat(refused("column4", "FEATURE_MISSING")).isEqualTo(1);
    }

    @Test
    void whatOnlyACallerCallsSoHasNoNameOfItsOwn() {
        meters.refused(TAXI, signature, Refusals.unknown("anything", signature));
        meters.refused(TAXI, signature, Refusals.noRows());
        meters.refused(TAXI, signature, Refusals.missing("column119", 0));

        assertThat(refused("(other)", "FEATURE_UNKNOWN")).isEqualTo(1);
        assertThat(refused("(other)", "ROWS_MISSING")).isEqualTo(1);
        assertThat(refused("(other)", "FEATURE_MISSING")).isEqualTo(1);
    }
}
