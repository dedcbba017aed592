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
 * @param late how many of them were answered before the window before ended; those of blocks that began before and ended later are not known
 * @param taken what of each partition is in windows then
 */
record FilledWindow(RowSums sums, long rows, long late, Instant from, Instant to, Map<Integer, Taken> taken) {

    FilledWindow {
        taken = Map.copyOf(taken);
    }

    /** What the next windows are compared with or judged with. */
    LastWindow asLast() {
        return new LastWindow(rows, Packing.sums(sums.counts()), from, to);
    }

    /** A window that rows are being added to. */
    static final class Filling {

        private final RowSums sums;
        private final @Nullable Instant lastEnd;
        private long rows;
        private long late;
        private @Nullable Instant from;
        private @Nullable Instant to;

        /** @param lastEnd of the window before; null where there is none */
        Filling(RowSums sums, @Nullable Instant lastEnd) {
            this.sums = sums;
            this.lastEnd = lastEnd;
        }

        long rows() {
            return rows;
        }

        void add(Block block) {
            sums.addPacked(block.counts());
            rows += block.rows();
            late += isLate(block.to()) ? block.rows() : 0;
            spans(block.from());
            spans(block.to());
        }

        void add(BinnedRow row) {
            sums.add(row);
            rows++;
            late += isLate(row.at()) ? 1 : 0;
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

        private boolean isLate(Instant at) {
            return lastEnd != null && at.isBefore(lastEnd);
        }

        private void spans(Instant at) {
            from = from == null || at.isBefore(from) ? at : from;
            to = to == null || at.isAfter(to) ? at : to;
        }

        FilledWindow filled(Map<Integer, Taken> taken) {
            return new FilledWindow(sums, rows, late, Objects.requireNonNull(from), Objects.requireNonNull(to), taken);
        }
    }
}
