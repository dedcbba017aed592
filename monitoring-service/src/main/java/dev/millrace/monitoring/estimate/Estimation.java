package dev.millrace.monitoring.estimate;

/** Whether there is an estimate of a version's performance. */
public sealed interface Estimation {

    record Possible(PerformanceEstimator estimator) implements Estimation {}

    /** There is none. */
    record Impossible(String code, String detail) implements Estimation {}
}
