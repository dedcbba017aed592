package dev.millrace.monitoring.drift;

/** What a statistical test says of one column. */
record TestResult(double statistic, double pValue) {

    /** Nothing to compare. */
    static final TestResult EQUAL = new TestResult(0, 1);
}
