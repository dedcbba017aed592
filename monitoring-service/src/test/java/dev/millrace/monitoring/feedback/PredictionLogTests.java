package dev.millrace.monitoring.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.monitoring.MemoryAggregates;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictionLogTests {

    private final MemoryAggregates aggregates = new MemoryAggregates();
    private PredictionLog log = new PredictionLog(aggregates, System::nanoTime);

    @Test
    void givesBackWhatWasStored() {
        Answers record = record(7, 3);
        log.add(record);
        restart();

        assertThat(log.find(0, "0-7-2"))
                .hasValue(new PredictionLog.Found(record, record.rows().get(2)));
        assertThat(log.find(0, "0-7-3")).isEmpty();
    }

    @Test
    void keepsTheLastRecordsInMemoryAndInTheStore() {
        for (int offset = 0; offset < PredictionLog.MAX_RECORDS + 100; offset++) {
            log.add(record(offset, 1));
        }

        assertThat(stored()).isBetween(PredictionLog.MAX_RECORDS, PredictionLog.MAX_RECORDS + 64);
        assertThat(log.find(0, "0-99-0")).isEmpty();
        restart();
        assertThat(log.find(0, "0-99-0")).isEmpty();
        assertThat(log.find(0, "0-100-0")).isPresent();
    }

    @Test
    void keepsFewerRecordsOfManyRows() {
        int rows = 500;
        int kept = PredictionLog.MAX_ROWS / rows;
        for (int offset = 0; offset < 2 * kept; offset++) {
            log.add(record(offset, rows));
        }

        assertThat(stored()).isBetween(kept, kept + 64);
        restart();
        assertThat(log.find(0, "0-%d-0".formatted(kept))).isPresent();
        assertThat(log.find(0, "0-%d-0".formatted(kept - 1))).isEmpty();
    }

    @Test
    void forgetsWhatAnotherReplicaPutDownBefore() {
        var other = new PredictionLog(aggregates, System::nanoTime);
        for (int offset = 0; offset < 100; offset++) {
            other.add(record(offset, 500));
        }
        for (int offset = 100; offset < 300; offset++) {
            log.add(record(offset, 500));
        }

        assertThat(stored()).isBetween(100, 164);
    }

    private void restart() {
        log = new PredictionLog(aggregates, System::nanoTime);
    }

    private int stored() {
        return aggregates
                .details("predictions", PackedAnswers.class)
                .list("", Integer.MAX_VALUE)
                .size();
    }

    private static Answers record(long offset, int rows) {
        return new Answers(
                0,
                offset,
                "default",
                "taxi",
                1,
                1,
                List.of("no", "ja, \"sí\""),
                IntStream.range(0, rows)
                        .mapToObj(row -> new Answer("0-%d-%d".formatted(offset, row), "no", List.of(1.0 / 3, 2.0 / 3)))
                        .toList());
    }
}
