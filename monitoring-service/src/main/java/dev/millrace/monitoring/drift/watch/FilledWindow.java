package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a whole window.
 *
 * @param sums of them
 * @param taken what of each partition is in windows then
 */
record FilledWindow(RowSums sums, long rows, Instant from, Instant to, Map<Integer, Taken> taken) {

    FilledWindow {
        taken = Map.copyOf(taken);
    }

    /** What the next windows are compared with or judged with. */
    LastWindow asLast() {
        return new LastWindow(rows, Packing.sums(sums.counts()), from);
    }

    /** A window that rows are being added to. */
    static final class Filling {

        private final RowSums sums;
        private long rows;
        private @Nullable Instant from;
        private @Nullable Instant to;

        Filling(RowSums sums) {
            this.sums = sums;
        }

        long rows() {
            return rows;
        }

        void add(Block block) {
            sums.addPacked(block.counts());
            rows += block.rows();
            spans(block.from());
            spans(block.to());
        }

        void add(BinnedRow row) {
            sums.add(row);
            rows++;
            spans(row.at());
        }

        /** Whether it has its rows and has lasted long enough. */
        boolean isWhole(Rule rule) {
            return rows >= rule.windowRows()
                    && from != null
                    && to != null
                    && Duration.between(from, to).compareTo(rule.timing().atLeast()) >= 0;
        }

        /** Whether rows of this time belong to a later window, so that this one ends with what it has. */
        boolean isTooLate(Instant at, Duration atMost) {
            return from != null && Duration.between(from, at).compareTo(atMost) > 0;
        }

        private void spans(Instant at) {
            from = from == null || at.isBefore(from) ? at : from;
            to = to == null || at.isAfter(to) ? at : to;
        }

        FilledWindow filled(Map<Integer, Taken> taken) {
            return new FilledWindow(sums, rows, Objects.requireNonNull(from), Objects.requireNonNull(to), taken);
        }
    }
}
