package dev.millrace.monitoring.drift.watch;

import org.jspecify.annotations.Nullable;

/**
 * What an approval put in service, as far as it is watched: the champion.
 *
 * @param eventId of the approval
 * @param cascadeId of the approval; null where an earlier release has stored it
 */
public record Approved(
        String project,
        String pipeline,
        String model,
        long generation,
        int version,
        String packageDigest,
        String eventId,
        @Nullable String cascadeId) {

    /** Id of the model's watch. */
    public String watch() {
        return project + "/" + model;
    }
}
