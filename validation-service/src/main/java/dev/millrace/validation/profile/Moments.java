package dev.millrace.validation.profile;

import org.jspecify.annotations.Nullable;

/** Mean and standard deviation, value by value: Welford's recurrence, and Neumaier's compensated sum for the mean. */
final class Moments {

    /** Beyond this magnitude squares are not finite. */
    private static final double SUMMABLE = 1e150;

    private long count;
    private double sum;
    private double compensation;
    private double mean;
    private double squares;

    void add(double value) {
        if (Math.abs(value) > SUMMABLE) {
            return;
        }
        count++;
        double total = sum + value;
        compensation += Math.abs(sum) >= Math.abs(value) ? (sum - total) + value : (value - total) + sum;
        sum = total;
        double distance = value - mean;
        mean += distance / count;
        squares += distance * (value - mean);
    }

    @Nullable
    Double mean() {
        return count == 0 ? null : (sum + compensation) / count;
    }

    /** With n - 1; null for fewer than two values. */
    @Nullable
    Double deviation() {
        return count < 2 ? null : Math.sqrt(squares / (count - 1));
    }
}
