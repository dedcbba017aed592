package dev.millrace.validation.profile;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentLongsSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.jspecify.annotations.Nullable;

/**
 * Values that are represented by whole numbers of the same order. All of them are kept up to a bound; beyond it, sketches
 * estimate how many there are and how they are distributed.
 */
final class OrderedValues {

    /** How many values are kept. */
    static final int EXACT = 1_000_000;

    private final LongToDoubleFunction value;
    private long[] keys = new long[16];
    private int size;
    private boolean sorted;
    private @Nullable Sketches sketches;

    /** @param value what a whole number stands for, for quantiles */
    OrderedValues(LongToDoubleFunction value) {
        this.value = value;
    }

    void add(long key) {
        if (sketches != null) {
            sketches.add(key);
        } else if (size == EXACT) {
            sketches = new Sketches(value);
            for (long each : keys) {
                sketches.add(each);
            }
            keys = new long[0];
            sketches.add(key);
        } else {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, Math.min(EXACT, 2 * size));
            }
            keys[size++] = key;
            sorted = false;
        }
    }

    /** Whether every figure is counted, not estimated. */
    boolean isExact() {
        return sketches == null;
    }

    long distinct() {
        if (sketches != null) {
            return sketches.distinct();
        }
        sort();
        long distinct = size == 0 ? 0 : 1;
        for (int i = 1; i < size; i++) {
            if (keys[i] != keys[i - 1]) {
                distinct++;
            }
        }
        return distinct;
    }

    /** By linear interpolation between neighbours (type 7, NumPy's default); not of nothing. */
    double quantile(double p) {
        if (sketches != null) {
            return sketches.quantiles.getQuantile(p);
        }
        sort();
        double position = p * (size - 1);
        int below = (int) position;
        double low = value.applyAsDouble(keys[below]);
        double high = value.applyAsDouble(keys[Math.min(below + 1, size - 1)]);
        return low + (position - below) * (high - low);
    }

    /** Gives each value and how often it occurs; where there are more than a few hundred, not all, and estimates. */
    void forEach(Occurrences occurrences) {
        if (sketches != null) {
            sketches.forEach(occurrences);
            return;
        }
        sort();
        for (int from = 0; from < size; ) {
            int to = from + 1;
            while (to < size && keys[to] == keys[from]) {
                to++;
            }
            occurrences.add(keys[from], to - from);
            from = to;
        }
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(keys, 0, size);
            sorted = true;
        }
    }

    /** Takes a value and how often it occurs. */
    @FunctionalInterface
    interface Occurrences {
        void add(long key, long count);
    }

    /** Distinct values within 1 %, ranks of quantiles within 0.3 %, both with a confidence of two thirds or more. */
    private static final class Sketches {

        private final LongToDoubleFunction value;
        private final KllDoublesSketch quantiles = KllDoublesSketch.newHeapInstance(1000);
        private final HllSketch values = new HllSketch(14);
        private final FrequentLongsSketch frequent = new FrequentLongsSketch(512);

        Sketches(LongToDoubleFunction value) {
            this.value = value;
        }

        void add(long key) {
            quantiles.update(value.applyAsDouble(key));
            values.update(key);
            frequent.update(key);
        }

        /** As long as few different values have come, they are known. */
        long distinct() {
            return frequent.getMaximumError() == 0 ? frequent.getNumActiveItems() : Math.round(values.getEstimate());
        }

        void forEach(Occurrences occurrences) {
            for (var row : frequent.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES)) {
                occurrences.add(row.getItem(), row.getEstimate());
            }
        }
    }
}
