package dev.millrace.drift.rule;

import java.util.List;

/**
 * What was found of one column.
 *
 * @param test ks, chi-square, or {@link MissingValues#TEST} for whether values are missing
 * @param adjustedP after Benjamini-Hochberg over all columns
 * @param effectName wasserstein/sd or jensen-shannon
 * @param threshold effect from which a significant change counts
 * @param counts rows of the window per bin that was tested
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
        DriftLevel level,
        List<Long> counts) {

    public ColumnVerdict {
        counts = List.copyOf(counts);
    }

    public boolean isOfMissingValues() {
        return test.equals(MissingValues.TEST);
    }

    ColumnVerdict withoutCounts() {
        return new ColumnVerdict(
                column,
                test,
                statistic,
                pValue,
                adjustedP,
                effectName,
                effect,
                threshold,
                importance,
                critical,
                level,
                List.of());
    }

    public boolean drifted() {
        return level == DriftLevel.DRIFT;
    }
}
