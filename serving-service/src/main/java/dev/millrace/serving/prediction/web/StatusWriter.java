package dev.millrace.serving.prediction.web;

import dev.millrace.serving.model.VersionState;
import dev.millrace.serving.model.VersionState.Status;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes how the versions of a model are: KServe's fields, TensorFlow Serving's, and what is in force. */
final class StatusWriter {

    private StatusWriter() {}

    /** @param states of one model; at least one */
    static void write(JsonGenerator json, List<VersionState> states) {
        json.writeStartObject();
        json.writeStringProperty("name", states.getFirst().approval().name().model());
        var available = states.stream()
                .filter(state -> state.status() == Status.AVAILABLE)
                .findFirst();
        json.writeBooleanProperty("ready", available.isPresent());
        available.map(VersionState::approval).ifPresent(approval -> {
            json.writeNumberProperty("version", approval.version());
            json.writeStringProperty("role", approval.role().name());
            json.writeNumberProperty("generation", approval.generation());
            json.writeStringProperty("packageDigest", approval.modelPackage().hex());
        });
        json.writeArrayPropertyStart("model_version_status");
        states.forEach(state -> version(json, state));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void version(JsonGenerator json, VersionState state) {
        json.writeStartObject();
        json.writeStringProperty("version", Integer.toString(state.approval().version()));
        json.writeStringProperty("state", name(state.status()));
        json.writeObjectPropertyStart("status");
        json.writeStringProperty("error_code", state.status() == Status.FAILED ? "FAILED_PRECONDITION" : "OK");
        json.writeStringProperty("error_message", state.reason());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String name(Status status) {
        return switch (status) {
            case AVAILABLE -> "AVAILABLE";
            case LOADING -> "LOADING";
            case FAILED, WITHDRAWN -> "END";
        };
    }
}
