package dev.millrace.registry.history;

import dev.millrace.models.ModelPackage;
import dev.millrace.models.Provenance;
import dev.millrace.registry.judging.TrainingFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a run's model: what training told, and what its package says.
 *
 * @param provenance null where the package cannot be read
 */
public record VersionFacts(
        TrainingFacts training,
        @Nullable Provenance provenance,
        List<ModelPackage.Feature> signature,
        List<String> classes) {
    public VersionFacts {
        signature = List.copyOf(signature);
        classes = List.copyOf(classes);
    }
}
