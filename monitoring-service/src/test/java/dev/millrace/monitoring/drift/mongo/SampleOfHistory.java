package dev.millrace.monitoring.drift.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.drift.watch.JudgedWindow;
import dev.millrace.monitoring.drift.watch.WindowHistory;
import dev.millrace.monitoring.drift.watch.WindowStep;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.context.ApplicationContext;

/** Windows of two generations as they are in a document store. */
public final class SampleOfHistory {

    private static final String WATCH = "sampled/history";
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private SampleOfHistory() {}

    /** Keeps and removes windows and steps. */
    public static void check(ApplicationContext context) {
        var windows = context.getBean(WindowDocuments.class);
        var history = context.getBean(WindowHistory.class);
        windows.saveAll(LongStream.rangeClosed(1, 30)
                .mapToObj(number -> WindowDocument.of(WATCH, window(1, number)))
                .toList());
        windows.saveAll(LongStream.rangeClosed(1, 12)
                .mapToObj(number -> WindowDocument.of(WATCH, window(2, number)))
                .toList());
        windows.save(WindowDocument.of(WATCH + "-of-another", window(1, 1)));

        assertThat(history.count(WATCH, 0)).isEqualTo(42);
        assertThat(history.next(WATCH, 0, 0, 0).orElseThrow().position()).isEqualTo(1);
        assertThat(history.next(WATCH, 0, 1, 31).orElseThrow().generation()).isEqualTo(2);
        assertThat(history.next(WATCH, 0, 2, 13)).isEmpty();
        var first = history.between(WATCH, 0, 1, 0, 30);
        assertThat(first)
                .extracting(WindowStep::position)
                .containsExactlyElementsOf(LongStream.range(1, 30).boxed().toList());

        history.keep(WATCH, longer(first.getFirst(), 29));
        history.keep(WATCH, longer(first.getFirst(), 7));
        history.remove(WATCH, first);

        assertThat(history.count(WATCH, 0)).isEqualTo(14);
        assertThat(history.next(WATCH, 0, 0, 0).orElseThrow().position()).isEqualTo(20);
        assertThat(history.count(WATCH, 1)).isEqualTo(1);
        var step = history.next(WATCH, 1, 0, 0).orElseThrow();
        assertThat(step.windows()).isEqualTo(29);
        assertThat(history.newest(WATCH, null, 5)).containsExactly(step);
        assertThat(history.newest(WATCH, step.to(), 5)).containsExactly(step);
        assertThat(history.newest(WATCH, step.to().minusSeconds(1), 5)).isEmpty();

        history.remove(WATCH, List.of(step));
        assertThat(history.count(WATCH, 1)).isZero();
    }

    private static WindowStep longer(WindowStep first, long windows) {
        return new WindowStep(
                1,
                0,
                first.version(),
                first.role(),
                first.generation(),
                first.from(),
                first.to(),
                windows,
                500 * windows,
                new WindowStep.Levels(windows, 0, 0),
                List.of(new WindowStep.Column("fare", "ks", windows, 0, 0.01, 0.02, List.of(400L, 100L, 0L))));
    }

    private static JudgedWindow window(long generation, long number) {
        var from = START.plusSeconds(generation * 100_000 + number * 60);
        return new JudgedWindow(
                number,
                (int) generation,
                ServingRole.CHAMPION,
                generation,
                new JudgedWindow.Extent(from, from.plusSeconds(59), 500, 5000, 0L),
                new JudgedWindow.Ruling(DriftLevel.NONE, 0, number == 20, false),
                new JudgedWindow.Findings(WindowVerdict.NOT_JUDGED, null, List.of(), null, null));
    }
}
