package dev.millrace.serving.prediction;

import dev.millrace.serving.model.ModelName;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a model a caller wants to be answered by: one by its number, one by its label, or, with neither, the one in
 * force.
 */
public record Choice(
        ModelName model, @Nullable String version, @Nullable String label) {

    /** @param version null for the version in force */
    public static Choice of(String project, String model, @Nullable String version) {
        return new Choice(new ModelName(project, model), version, null);
    }
}
