package dev.millrace.registry.judging;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained model with all that judging it needs.
 *
 * @param slices test metrics by name, by {@code column=value}
 * @param packageProblem what is wrong with its package; null where it is sound
 */
public record Candidate(
        TrainingFacts facts,
        Map<String, Map<String, Double>> slices,
        @Nullable String packageProblem) {
    public Candidate {
        slices = Map.copyOf(slices);
    }
}
