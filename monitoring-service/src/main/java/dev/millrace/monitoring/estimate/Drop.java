package dev.millrace.monitoring.estimate;

/** By how much a metric of rows must be worse than on the test rows, so that it is told: measured and estimated ones alike. */
public final class Drop {

    /** Of shares and areas. */
    public static final double LEAST = 0.05;

    /** Standard errors. */
    public static final double ERRORS = 3;

    /** Of the root mean squared error, as a factor. */
    public static final double ERROR_GROWTH = 1.2;

    private Drop() {}
}
