package dev.millrace.messaging.summary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers that are asked for anew only when they are older than a moment, however many ask; the least asked are forgotten. */
final class Recent<K, V> {

    private static final int KEPT = 100;

    private final Function<K, V> question;
    private final Duration oldest;
    private final Clock clock;
    private final Map<K, Cell> cells = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Cell> eldest) {
            return size() > KEPT;
        }
    };

    Recent(Duration oldest, Clock clock, Function<K, V> question) {
        this.oldest = oldest;
        this.clock = clock;
        this.question = question;
    }

    V of(K key) {
        return cell(key).value(() -> question.apply(key));
    }

    private synchronized Cell cell(K key) {
        return cells.computeIfAbsent(key, first -> new Cell());
    }

    /** One answer; while it is being asked for, others wait for it. */
    private final class Cell {

        private Optional<V> value = Optional.empty();
        private Instant until = Instant.MIN;

        synchronized V value(Supplier<V> asked) {
            var now = clock.instant();
            if (value.isEmpty() || !now.isBefore(until)) {
                value = Optional.of(asked.get());
                until = clock.instant().plus(oldest);
            }
            return value.orElseThrow();
        }
    }
}
