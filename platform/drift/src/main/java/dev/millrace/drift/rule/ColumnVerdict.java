package dev.millrace.drift.rule;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * What was found of one column.
 *
 * @param counts rows of the window per bin that was tested
 */
public record ColumnVerdict(
        String column,
        double importance,
        boolean critical,
        @JsonUnwrapped Significance significance,
        @JsonUnwrapped Shift shift,
        DriftLevel level,
        List<Long> counts) {

    public ColumnVerdict {
        counts = List.copyOf(counts);
    }

    /**
     * How sure one can be that it moved.
     *
     * @param test ks, chi-square, or {@link MissingValues#TEST} for whether values are missing
     * @param adjustedP after Benjamini-Hochberg over all columns
     */
    public record Significance(String test, double statistic, double pValue, double adjustedP) {}

    /**
     * How far it moved.
     *
     * @param effectName wasserstein/sd or jensen-shannon
     * @param threshold effect from which a significant change counts
     */
    public record Shift(String effectName, double effect, double threshold) {}

    public boolean isOfMissingValues() {
        return significance.test().equals(MissingValues.TEST);
    }

    ColumnVerdict withoutCounts() {
        return new ColumnVerdict(column, importance, critical, significance, shift, level, List.of());
    }

    public boolean drifted() {
        return level == DriftLevel.DRIFT;
    }
}
