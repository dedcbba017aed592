package dev.millrace.monitoring.drift;

import java.util.List;

/**
 * What was found of one column.
 *
 * @param test ks or chi-square
 * @param adjustedP after Benjamini-Hochberg over all columns
 * @param effectName wasserstein/sd or jensen-shannon
 * @param threshold effect from which a significant change counts
 * @param counts rows of the window per frozen bin
 */
public record ColumnVerdict(
        String column,
        String test,
        double statistic,
        double pValue,
        double adjustedP,
        String effectName,
        double effect,
        double threshold,
        double importance,
        boolean critical,
        Level level,
        List<Long> counts) {

    public ColumnVerdict {
        counts = List.copyOf(counts);
    }

    boolean drifted() {
        return level == Level.DRIFT;
    }
}
