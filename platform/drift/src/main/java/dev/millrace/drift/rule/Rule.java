package dev.millrace.drift.rule;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When drift is drift, as the pipeline says.
 *
 * @param windowRows rows of one tumbling window
 * @param effect size from which a significant change of a column counts
 * @param driftShare importance-weighted share of drifted columns from which the model drifts
 * @param critical columns whose drift alone makes the model drift
 * @param windowsInARow windows that must agree
 * @param times null for the default ones
 */
public record Rule(
        int windowRows,
        double effect,
        double driftShare,
        List<String> critical,
        int windowsInARow,
        @Nullable WindowTimes times) {

    /** Fewer rows on either side are never judged. */
    public static final int LEAST_ROWS = 500;

    /** For a model whose pipeline was not heard of. */
    public static final Rule DEFAULT = new Rule(LEAST_ROWS, 0.1, 0.1, List.of(), 2, WindowTimes.DEFAULT);

    public Rule {
        windowRows = Math.max(windowRows, LEAST_ROWS);
        critical = List.copyOf(critical);
        windowsInARow = Math.max(windowsInARow, 1);
    }

    /** The same for a window that has its rows and need not last any longer. */
    public Rule atOnce() {
        return new Rule(windowRows, effect, driftShare, critical, windowsInARow, timing().atOnce());
    }

    /** How long windows last, and how often people hear of what lasts. */
    public WindowTimes timing() {
        return Objects.requireNonNullElse(times, WindowTimes.DEFAULT);
    }
}
