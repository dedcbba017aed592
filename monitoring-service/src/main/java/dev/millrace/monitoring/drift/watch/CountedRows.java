package dev.millrace.monitoring.drift.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many rows one partition brought since the generation began.
 *
 * @param compared rows of the watched version and generation, which go into windows
 * @param other rows of other versions and generations, which go into none
 * @param unreadable rows that could be put into no bins, because the baseline was missing or damaged
 * @param from time of the earliest compared row; null before there was one
 * @param to time of the latest compared row; null before there was one
 */
record CountedRows(
        long compared,
        long other,
        long unreadable,
        @Nullable Instant from,
        @Nullable Instant to) {

    static final CountedRows NONE = new CountedRows(0, 0, 0, null, null);

    CountedRows plus(CountedRows more) {
        return new CountedRows(
                compared + more.compared,
                other + more.other,
                unreadable + more.unreadable,
                from == null || (more.from != null && more.from.isBefore(from)) ? more.from : from,
                to == null || (more.to != null && more.to.isAfter(to)) ? more.to : to);
    }
}
