package dev.millrace.monitoring.drift.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.Rule;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.drift.rule.MadeUpBaselines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoarsenWindowsTests {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Baseline BASELINE = new Baseline(
            5000,
            List.of(MadeUpBaselines.category("payment", 1, List.of("Cash", "Card"), List.of(3000L, 1950L, 0L, 50L))));

    private final MemoryHistory history = new MemoryHistory();
    private final CoarsenWindows coarsen = new CoarsenWindows(history);

    /** A window a minute; each tenth drifts. */
    private void closed(long generation, long number) {
        boolean drifts = number % 10 == 0;
        var counts = drifts ? new long[] {100, 400, 0, 0} : new long[] {300, 195, 0, 5};
        var verdict = JudgeWindow.judge(BASELINE, List.of(counts), Rule.DEFAULT);
        var from = START.plus(Duration.ofDays(generation)).plus(Duration.ofMinutes(number));
        history.add(new JudgedWindow(
                number,
                (int) generation,
                ServingRole.CHAMPION,
                generation,
                new JudgedWindow.Extent(from, from.plusSeconds(59), 500, 5000, 0L),
                new JudgedWindow.Ruling(verdict.level(), 0, number == 20, false),
                new JudgedWindow.Findings(verdict, null, List.of(), null, null)));
        coarsen.after("taxi", number);
    }

    private void closed(long generation, long from, long to) {
        for (long number = from; number <= to; number++) {
            closed(generation, number);
        }
    }

    @Test
    void keepsTheNewestThousandAndAddsUpWhatIsOlder() {
        closed(1, 1, 1_300);

        assertThat(history.at(0)).hasSize(1_002).contains(20L, 300L, 1_300L).doesNotContain(299L);
        var steps = history.newest("taxi", null, 10);
        assertThat(steps).extracting(WindowStep::windows).containsExactly(100L, 100L, 99L);
        var step = steps.get(1);
        assertThat(step.from()).isEqualTo(START.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(100)));
        assertThat(step.to())
                .isEqualTo(START.plus(Duration.ofDays(1))
                        .plus(Duration.ofMinutes(199))
                        .plusSeconds(59));
        assertThat(step.rows()).isEqualTo(50_000);
        assertThat(step.levels()).isEqualTo(new WindowStep.Levels(90, 0, 10));
        assertThat(step.columns()).singleElement().satisfies(column -> {
            assertThat(column.windows()).isEqualTo(100);
            assertThat(column.drifted()).isEqualTo(10);
            assertThat(column.counts()).containsExactly(28_000L, 21_550L, 0L, 450L);
            assertThat(column.meanEffect()).isCloseTo(column.greatestEffect() / 10, within(0.01));
        });
    }

    @Test
    void addsUpLongStepsToLongerOnesAndLosesNoWindow() {
        closed(1, 1, 46_000);

        assertThat(history.at(0)).hasSize(1_002);
        assertThat(history.at(1)).hasSize(300);
        assertThat(history.at(2)).hasSize(15);
        long old = history.newest("taxi", null, 1_000).stream()
                .mapToLong(WindowStep::windows)
                .sum();
        assertThat(old).isEqualTo(46_000 - 1_001);
    }

    @Test
    void addsUpWhatEarlierGenerationsHaveLeft() {
        closed(1, 1, 150);
        closed(2, 1, 1_200);

        assertThat(history.newest("taxi", null, 10))
                .extracting(WindowStep::generation, WindowStep::windows)
                .containsExactly(tuple(2L, 100L), tuple(2L, 99L), tuple(1L, 51L), tuple(1L, 99L));
    }

    @Test
    void addsUpTheWindowsOfManyVersionsThatServedShortly() {
        for (int generation = 1; generation <= 60; generation++) {
            closed(generation, 1, 50);
        }

        assertThat(history.at(0)).hasSizeBetween(1_000, 1_150);
        assertThat(history.newest("taxi", null, 100))
                .hasSizeGreaterThan(35)
                .allSatisfy(step -> assertThat(step.windows()).isEqualTo(50));
    }

    @Test
    void aStepIsKeptOnceWhoeverDiesBeforeItsWindowsAreRemoved() {
        history.dies = true;
        closed(1, 1, 1_300);
        assertThat(history.at(0)).hasSize(1_300);
        history.dies = false;

        closed(1, 1_301, 1_400);

        assertThat(history.at(0)).hasSize(1_002);
        assertThat(history.newest("taxi", null, 10))
                .extracting(WindowStep::windows)
                .containsExactly(100L, 100L, 100L, 99L);
    }
}
