package dev.millrace.monitoring.drift;

/** What an approval put in service, as far as it is watched: the champion. */
public record Approved(
        String project,
        String pipeline,
        String model,
        long generation,
        int version,
        String packageDigest,
        String eventId) {

    String watch() {
        return project + "/" + model;
    }
}
