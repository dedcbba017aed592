package dev.millrace.registry.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained model with all that judging it needs.
 *
 * @param slices test metrics by name, by {@code column=value}
 * @param packageProblem what is wrong with its package; null where it is sound
 */
record Candidate(
        TrainingFacts facts,
        Map<String, Map<String, Double>> slices,
        @Nullable String packageProblem) {
    Candidate {
        slices = Map.copyOf(slices);
    }
}
