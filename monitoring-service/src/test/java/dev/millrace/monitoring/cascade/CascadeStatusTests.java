package dev.millrace.monitoring.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CascadeStatusTests {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "PIPELINE_DEFINED, APPLIED",
                "TRAINING_STARTED, RUNNING",
                "TRAINING_MERGED, MERGED",
                "TRAINING_SUPPRESSED, NO_TRAINING",
                "TRAINING_STARTED RUN_FAILED, FAILED",
                "TRAINING_STARTED TRAINING_CANCELLED, CANCELLED",
                "TRAINING_STARTED MODEL_TRAINED, RUNNING",
                "TRAINING_STARTED MODEL_TRAINED APPROVAL_AWAITED, PENDING_APPROVAL",
                "TRAINING_STARTED MODEL_TRAINED MODEL_REJECTED, NOT_APPROVED",
                "MODEL_TRAINED APPROVAL_AWAITED MODEL_APPROVED, RUNNING",
                "MODEL_APPROVED MODEL_REFUSED, FAILED",
                "MODEL_TRAINED APPROVAL_SUPERSEDED, SUPERSEDED",
                "APPROVAL_SUPERSEDED MODEL_SERVING, SERVING",
                "APPROVAL_SUPERSEDED MODEL_REFUSED, FAILED",
                "APPROVAL_SUPERSEDED MODEL_APPROVED, RUNNING",
                "MODEL_APPROVED MODEL_REFUSED MODEL_SERVING, SERVING",
                "MODEL_SERVING ALERT_RAISED, SERVING",
                "DRIFT_DETECTED ALERT_RAISED, RUNNING",
                "DRIFT_DETECTED TRAINING_SUPPRESSED, NO_TRAINING",
                "ALERT_RAISED, ALERT"
            })
    void isToldByTheStepsOfAPipeline(String steps, CascadeStatus expected) {
        assertThat(status(marks("taxi", steps))).isEqualTo(expected);
    }

    @Test
    void doesNotDependOnTheOrderOfEvents() {
        var marks = marks("taxi", "MODEL_SERVING MODEL_APPROVED MODEL_TRAINED TRAINING_STARTED");

        assertThat(status(marks)).isEqualTo(CascadeStatus.SERVING);
    }

    @Test
    void isRejectedWhereTheDataWere() {
        assertThat(status(marks(null, "DATA_ARRIVED DATA_REJECTED"))).isEqualTo(CascadeStatus.REJECTED);
        assertThat(status(marks(null, "DATA_ARRIVED DATA_VALIDATED"))).isEqualTo(CascadeStatus.VALIDATED);
        assertThat(status(marks(null, "DATA_ARRIVED"))).isEqualTo(CascadeStatus.RUNNING);
    }

    @Test
    void runsUntilAllPipelinesHaveEnded() {
        var serving = marks("taxi", "TRAINING_STARTED MODEL_TRAINED MODEL_APPROVED MODEL_SERVING");
        var running = marks("other", "TRAINING_STARTED");
        var suppressed = marks("third", "TRAINING_SUPPRESSED");

        assertThat(status(both(serving, running))).isEqualTo(CascadeStatus.RUNNING);
        assertThat(status(both(serving, suppressed))).isEqualTo(CascadeStatus.SERVING);
    }

    private static CascadeStatus status(CascadeProgress progress) {
        return CascadeStatus.of(progress, (pipeline, approval) -> false);
    }

    private static CascadeProgress both(CascadeProgress one, CascadeProgress other) {
        var pipelines = new HashMap<>(one.pipelines());
        pipelines.putAll(other.pipelines());
        return new CascadeProgress(one.data(), pipelines);
    }

    private static CascadeProgress marks(@Nullable String pipeline, String steps) {
        var all = Arrays.stream(steps.split(" ")).map(Step::valueOf).toList();
        return pipeline == null
                ? new CascadeProgress(all, Map.of())
                : new CascadeProgress(List.of(), Map.of(pipeline, new CascadeProgress.OfPipeline(all, List.of())));
    }
}
