package dev.millrace.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.monitoring.MemoryAggregates;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WatchesTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Watches watches = Watches.in(new MemoryAggregates());

    @Test
    void keepsTheLastThousandWindowsOfAModel() {
        watches.judged("default/other", windows(1, 1));
        watches.judged("default/taxi", windows(1, 700));
        watches.judged("default/taxi", windows(2, 1100));

        assertThat(watches.windows().list("default/taxi/", Integer.MAX_VALUE))
                .hasSize(1001)
                .allMatch(window -> window.generation() == 2)
                .extracting(JudgedWindow::number)
                .startsWith(1100L)
                .endsWith(100L);
        assertThat(watches.windows().list("default/other/", 10)).hasSize(1);
    }

    private static List<JudgedWindow> windows(long generation, long count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(number -> new JudgedWindow(
                        number,
                        1,
                        generation,
                        NOW,
                        NOW,
                        500,
                        5000,
                        Level.NONE,
                        0,
                        false,
                        new WindowVerdict(Level.NONE, 0, List.of())))
                .toList();
    }
}
