package dev.millrace.monitoring.drift.watch;

import java.time.Instant;
import java.util.List;

/** One answered row, reduced to the number of the bin that each of its columns falls into, and to what was answered. */
final class BinnedRow {

    private final Instant at;
    private final int[] bins;
    private final float[] answer;

    /** @param answer as the estimate of the performance takes it; empty where there is no estimate */
    BinnedRow(Instant at, int[] bins, float[] answer) {
        this.at = at;
        this.bins = bins;
        this.answer = answer;
    }

    Instant at() {
        return at;
    }

    int columns() {
        return bins.length;
    }

    int bin(int column) {
        return bins[column];
    }

    float[] answer() {
        return answer;
    }

    void addTo(List<long[]> counts) {
        for (int column = 0; column < bins.length; column++) {
            counts.get(column)[bins[column]]++;
        }
    }
}
