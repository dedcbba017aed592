package dev.millrace.benchmarks;

/**
 * What one measurement of one service showed.
 *
 * @param perSecond pieces of work in each second of the steady part
 * @param unit what a piece of work is
 * @param latencies of single pieces, in milliseconds
 * @param work pieces that were asked for
 * @param lost of them, those without a result
 * @param doubled of them, those with more than one
 * @param retries requests that were not answered and that the client sent again
 */
record Outcome(double perSecond, String unit, Figures latencies, long work, long lost, long doubled, long retries) {

    boolean exact() {
        return lost == 0 && doubled == 0;
    }
}
