package dev.millrace.monitoring.drift.watch;

/**
 * What an approval put in service, as far as it is watched: the champion.
 *
 * @param eventId of the approval
 */
public record Approved(
        String project,
        String pipeline,
        String model,
        long generation,
        int version,
        String packageDigest,
        String eventId) {

    /** Id of the model's watch. */
    public String watch() {
        return project + "/" + model;
    }
}
