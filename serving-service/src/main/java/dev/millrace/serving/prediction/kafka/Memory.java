package dev.millrace.serving.prediction.kafka;

import dev.millrace.serving.prediction.Predictions;

/** How much memory a row takes while it waits to be logged, roughly. */
final class Memory {

    private static final long FIXED = 200;
    private static final long TEXT = 48;

    private Memory() {}

    /** Of one row of the answer, on average. */
    static long ofRow(Predictions answer) {
        var rows = answer.rows();
        long bytes = 0;
        for (int column = 0; column < rows.width(); column++) {
            if (rows.isText(column)) {
                for (var text : rows.texts(column)) {
                    bytes += TEXT + text.length();
                }
            } else {
                bytes += (long) Double.BYTES * rows.size();
            }
        }
        return FIXED + bytes / Math.max(1, rows.size());
    }
}
