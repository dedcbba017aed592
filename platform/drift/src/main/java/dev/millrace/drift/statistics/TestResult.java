package dev.millrace.drift.statistics;

/** What a statistical test says of one column. */
public record TestResult(double statistic, double pValue) {

    /** There was nothing to compare, so nothing speaks against both samples being alike. */
    static final TestResult ALIKE = new TestResult(0, 1);
}
