package dev.millrace.monitoring.feedback;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.models.ClassNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an approval put in service, as far as labels are compared with it.
 *
 * @param approvedBy event of the approval
 * @param classes that it tells apart; empty where it predicts a number
 * @param test metrics on the test rows, by name
 * @param packageDigest of the version; null before it was kept
 */
public record ServedVersion(
        @JsonUnwrapped Approved approved,
        String approvedBy,
        List<String> classes,
        Map<String, Double> test,
        long testRows,
        @Nullable String packageDigest) {

    public ServedVersion {
        classes = List.copyOf(classes);
        test = Map.copyOf(test);
    }

    boolean regression() {
        return classes.isEmpty();
    }

    /** The label as this version calls it: a class however it is written, or a number; empty where it is neither. */
    Optional<String> known(String label) {
        if (classes.isEmpty()) {
            return Optional.of(label).filter(ServedVersion::isNumber);
        }
        return ClassNames.among(classes, label);
    }

    private static boolean isNumber(String label) {
        try {
            return Double.isFinite(Double.parseDouble(label));
        } catch (NumberFormatException text) {
            return false;
        }
    }
}
