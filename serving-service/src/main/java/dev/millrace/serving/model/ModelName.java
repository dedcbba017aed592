package dev.millrace.serving.model;

/** A model's name within its project. */
public record ModelName(String project, String model) {

    @Override
    public String toString() {
        return project + "/" + model;
    }
}
