package dev.millrace.training.pipeline;

import static dev.millrace.training.pipeline.SamplePipelines.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpendingTests {

    @Test
    void countsTheRunsOfADay() {
        var spending = Spending.NONE
                .plus(Duration.ofMinutes(2), NOW.minus(Duration.ofHours(30)))
                .plus(Duration.ofMinutes(3), NOW.minus(Duration.ofHours(20)))
                .plus(Duration.ofMinutes(4), NOW);

        assertThat(spending.runs(NOW)).isEqualTo(2);
        assertThat(spending.training(NOW)).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void doesNotGrowWithTheRuns() {
        var spending = Spending.NONE;
        for (int minute = 0; minute < 3 * 24 * 60; minute++) {
            spending = spending.plus(Duration.ofMillis(10), NOW.plus(Duration.ofMinutes(minute)));
        }

        assertThat(spending.groups()).hasSizeLessThan(100);
        assertThat(spending.runs(NOW.plus(Duration.ofDays(3)))).isBetween(24 * 60 - 1, 24 * 60 + 15);
    }
}
