package dev.millrace.monitoring.drift.watch;

import dev.millrace.monitoring.estimate.EstimatedPerformance;
import dev.millrace.monitoring.estimate.PerformanceEstimator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows added up: how many fall into each bin of each column, of all and of each slice, and what the estimate of the performance needs of their answers. */
final class RowSums {

    private static final long[] NOTHING = {};

    private final List<long[]> counts;
    private final long[] answers;
    private final @Nullable PerformanceEstimator estimator;
    private final SliceBins slices;
    private final long[] sliced;

    /** @param estimator null where no estimate can be made */
    RowSums(List<long[]> zeroes, @Nullable PerformanceEstimator estimator, SliceBins slices) {
        this.counts = List.copyOf(zeroes);
        this.estimator = estimator;
        this.answers = estimator == null ? NOTHING : estimator.zeroes();
        this.slices = slices;
        this.sliced = slices.zeroes();
    }

    void add(BinnedRow row) {
        row.addTo(counts);
        slices.add(row, sliced);
        if (estimator != null && row.answer().length == estimator.kept()) {
            estimator.add(row.answer(), answers);
        }
    }

    /** As it is stored. */
    String packed() {
        return Packing.sums(counts, answers, sliced);
    }

    void addPacked(String packed) {
        Packing.addSums(packed, counts, answers, sliced);
    }

    List<long[]> counts() {
        return counts;
    }

    /** The rows of one slice in each bin of each column. */
    List<long[]> slice(int slice) {
        return slices.of(slice, sliced);
    }

    /** Empty where too few rows have an answer that says anything. */
    Optional<EstimatedPerformance> estimate() {
        return estimator == null || estimator.rows(answers) < PerformanceEstimator.FEWEST_ROWS
                ? Optional.empty()
                : Optional.of(estimator.estimate(answers));
    }
}
