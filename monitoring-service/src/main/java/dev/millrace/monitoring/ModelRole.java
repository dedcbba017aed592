package dev.millrace.monitoring;

/**
 * A model in a role: what is watched and scored by itself. Only one version has the role at a time, so the version is a field of
 * what is stored under the id, and answers of another version are not counted with it.
 */
public record ModelRole(String project, String model, ServingRole role) {

    public static ModelRole champion(String project, String model) {
        return new ModelRole(project, model, ServingRole.CHAMPION);
    }

    /** Of the documents about it. */
    public String id() {
        return project + "/" + model + role.mark();
    }
}
