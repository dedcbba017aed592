package dev.millrace.console.model;

import dev.millrace.console.model.RegistryAnswers.Lineage;
import dev.millrace.console.model.RegistryAnswers.Training;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Figures of two versions on the same test rows. Where one was made of some test rows of the other, these were left out for both.
 *
 * @param own of the version that is shown
 * @param theirs of the one that it is compared with
 * @param rowsOf the version whose test rows they are
 * @param unknownTo the version that was not made of any of them
 * @param fewer whether rows were left out
 */
record SameRows(Map<String, Double> own, Map<String, Double> theirs, int rowsOf, int unknownTo, boolean fewer) {

    /** Empty where neither was scored on the rows of the other. */
    static Optional<SameRows> of(Lineage one, Map<String, Double> metrics, Lineage other) {
        int version = one.version().version();
        int otherVersion = other.version().version();
        if (judged(one.training(), otherVersion)) {
            return Optional.of(new SameRows(
                    onThese(one.training(), metrics),
                    one.training().championTestMetrics(),
                    version,
                    otherVersion,
                    one.training().leftRowsOut()));
        }
        if (judged(other.training(), version)) {
            return Optional.of(new SameRows(
                    other.training().championTestMetrics(),
                    onThese(other.training(), other.training().testMetrics()),
                    otherVersion,
                    version,
                    other.training().leftRowsOut()));
        }
        return one.data().testRowsDigest().equals(other.data().testRowsDigest())
                ? Optional.of(new SameRows(metrics, other.training().testMetrics(), version, otherVersion, false))
                : Optional.empty();
    }

    private static boolean judged(Training training, int champion) {
        return Objects.equals(training.championVersion(), champion)
                && !training.championTestMetrics().isEmpty();
    }

    private static Map<String, Double> onThese(Training training, Map<String, Double> onAll) {
        return training.leftRowsOut() ? Objects.requireNonNull(training.comparedTestMetrics()) : onAll;
    }

    /** For people. */
    String sentence() {
        return fewer
                ? "Both on those test rows of version %d that version %d was not made of.".formatted(rowsOf, unknownTo)
                : "Both on the same test rows.";
    }
}
