package dev.millrace.monitoring.drift.watch;

import java.time.Instant;
import java.util.List;

/** One answered row, reduced to the number of the bin that each of its columns falls into. */
final class BinnedRow {

    private final Instant at;
    private final int[] bins;

    BinnedRow(Instant at, int[] bins) {
        this.at = at;
        this.bins = bins;
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

    void addTo(List<long[]> counts) {
        for (int column = 0; column < bins.length; column++) {
            counts.get(column)[bins[column]]++;
        }
    }
}
