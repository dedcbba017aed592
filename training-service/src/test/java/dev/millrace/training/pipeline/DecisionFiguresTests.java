package dev.millrace.training.pipeline;

import static dev.millrace.training.pipeline.SamplePipelines.fresh;
import static dev.millrace.training.pipeline.SamplePipelines.holding;
import static dev.millrace.training.pipeline.SamplePipelines.situation;
import static dev.millrace.training.pipeline.SamplePipelines.trained;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionFiguresTests {

    @Test
    void areThoseThatThePolicyCompares() {
        var pipeline = trained(
                holding(fresh("{cooldown: PT6H, minNewRows: 500, trainingPerDay: PT1H, rowsPerDay: 9000}"), 3),
                2,
                Duration.ofHours(1));

        assertThat(DecisionFigures.of(situation(pipeline)))
                .isEqualTo(Map.ofEntries(
                        Map.entry("rows", 3000.0),
                        Map.entry("newRows", 1000.0),
                        Map.entry("newRowsNeeded", 500.0),
                        Map.entry("runsToday", 1.0),
                        Map.entry("runsPerDay", 24.0),
                        Map.entry("trainingToday", 30.0),
                        Map.entry("trainingPerDay", 3600.0),
                        Map.entry("rowsToday", 2000.0),
                        Map.entry("rowsPerDay", 9000.0),
                        Map.entry("runsWithoutGain", 0.0),
                        Map.entry("noGainRuns", 3.0),
                        Map.entry("cooldown", 21_600.0),
                        Map.entry("sinceLastRun", 3600.0)));
    }

    @Test
    void leaveOutWhatThereIsNot() {
        assertThat(DecisionFigures.of(situation(holding(fresh("{}"), 1))))
                .doesNotContainKeys("rowsPerDay", "sinceLastRun");
    }
}
