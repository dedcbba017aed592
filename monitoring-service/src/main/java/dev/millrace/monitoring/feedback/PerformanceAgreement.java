package dev.millrace.monitoring.feedback;

/**
 * How the windows of labels agree so far.
 *
 * @param windows closed in this generation
 * @param streak windows in a row, up to the last one, that were worse than the test rows
 * @param calm windows in a row, up to the last one, that were not
 * @param announced whether it was published that the model got worse, and that has not gone since
 */
public record PerformanceAgreement(long windows, int streak, int calm, boolean announced) {

    static final PerformanceAgreement NONE = new PerformanceAgreement(0, 0, 0, false);

    PerformanceAgreement after(boolean worse) {
        int agreeing = worse ? streak + 1 : 0;
        int quiet = worse ? 0 : calm + 1;
        boolean still = announced && quiet < JudgeScores.WINDOWS_IN_A_ROW;
        return new PerformanceAgreement(
                windows + 1, agreeing, quiet, still || agreeing >= JudgeScores.WINDOWS_IN_A_ROW);
    }

    /** Whether the last window is the one with which it is published. */
    boolean announces(PerformanceAgreement before) {
        return announced && !before.announced;
    }
}
