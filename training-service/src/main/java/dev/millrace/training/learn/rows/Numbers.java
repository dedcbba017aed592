package dev.millrace.training.learn.rows;

import java.util.Arrays;

/** Numbers of one column, kept as 32-bit floats as long as all of them are exact in that form, and as doubles else. */
final class Numbers {

    private float[] floats;
    private double[] doubles = {};
    private boolean exact = true;

    /** All missing. */
    Numbers(int size) {
        floats = new float[size];
        Arrays.fill(floats, Float.NaN);
    }

    static Numbers of(double[] values) {
        var numbers = new Numbers(values.length);
        for (int i = 0; i < values.length; i++) {
            numbers.set(i, values[i]);
        }
        return numbers;
    }

    /** Infinite numbers and those beyond {@link RawColumn#LARGEST} become missing. */
    void set(int place, double value) {
        double known = Math.abs(value) <= RawColumn.LARGEST ? value : Double.NaN;
        if (exact && known != (float) known && !Double.isNaN(known)) {
            widen();
        }
        if (exact) {
            floats[place] = (float) known;
        } else {
            doubles[place] = known;
        }
    }

    double get(int place) {
        return exact ? floats[place] : doubles[place];
    }

    int size() {
        return exact ? floats.length : doubles.length;
    }

    /** Whether floats hold them, so that they can be sorted as such. */
    boolean areFloats() {
        return exact;
    }

    private void widen() {
        doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        floats = new float[0];
        exact = false;
    }
}
