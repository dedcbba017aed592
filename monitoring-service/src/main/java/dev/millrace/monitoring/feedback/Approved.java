package dev.millrace.monitoring.feedback;

import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.ServingRole;
import org.jspecify.annotations.Nullable;

/**
 * What an approval put in service, as far as it is scored: a version of a model, in a role.
 *
 * @param role null where an earlier release has stored it, which is the champion's
 */
public record Approved(
        String project,
        String pipeline,
        String model,
        long generation,
        int version,
        @Nullable ServingRole role) {

    public ModelRole modelRole() {
        return new ModelRole(project, model, ServingRole.stored(role));
    }

    public String scoreId() {
        return modelRole().id();
    }
}
