package dev.millrace.training.pipeline;

import static dev.millrace.training.pipeline.SamplePipelines.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpendingTests {

    @Test
    void countsTheRunsOfADay() {
        var spending = Spending.NONE
                .plus(cost(Duration.ofMinutes(2), 10), NOW.minus(Duration.ofHours(30)))
                .plus(cost(Duration.ofMinutes(3), 20), NOW.minus(Duration.ofHours(20)))
                .plus(cost(Duration.ofMinutes(4), 30), NOW);

        assertThat(spending.runs(NOW)).isEqualTo(2);
        assertThat(spending.training(NOW)).isEqualTo(Duration.ofMinutes(7));
        assertThat(spending.rows(NOW)).isEqualTo(50);
    }

    /** An earlier release counted no rows. */
    @Test
    void goesOnCountingWhereNoRowsWereCounted() {
        var before = new Spending(List.of(new Spending.Group(NOW, NOW, 3, 60_000, null)));

        var spending = before.plus(cost(Duration.ofMinutes(1), 40), NOW);

        assertThat(spending.runs(NOW)).isEqualTo(4);
        assertThat(before.rows(NOW)).isZero();
        assertThat(spending.rows(NOW)).isEqualTo(40);
    }

    private static Spending.Cost cost(Duration took, long rows) {
        return new Spending.Cost(took, rows);
    }

    @Test
    void doesNotGrowWithTheRuns() {
        var spending = Spending.NONE;
        for (int minute = 0; minute < 3 * 24 * 60; minute++) {
            spending = spending.plus(cost(Duration.ofMillis(10), 1), NOW.plus(Duration.ofMinutes(minute)));
        }

        assertThat(spending.groups()).hasSizeLessThan(100);
        assertThat(spending.runs(NOW.plus(Duration.ofDays(3)))).isBetween(24 * 60 - 1, 24 * 60 + 15);
    }
}
