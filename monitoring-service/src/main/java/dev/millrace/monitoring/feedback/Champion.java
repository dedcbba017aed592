package dev.millrace.monitoring.feedback;

/** The version of a model that an approval put in service. */
public record Champion(String project, String pipeline, String model, long generation, int version) {

    public String scoreId() {
        return project + "/" + model;
    }
}
