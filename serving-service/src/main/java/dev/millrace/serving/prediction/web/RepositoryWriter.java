package dev.millrace.serving.prediction.web;

import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.prediction.RepositoryExtension;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes answers of the repository extension. */
final class RepositoryWriter {

    private RepositoryWriter() {}

    static void index(JsonGenerator json, List<RepositoryExtension.Entry> entries) {
        json.writeStartArray();
        for (var entry : entries) {
            json.writeStartObject();
            json.writeStringProperty("name", entry.name());
            json.writeStringProperty("version", entry.version());
            json.writeStringProperty("state", entry.state());
            json.writeStringProperty("reason", entry.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Triton answers with nothing, KServe with these two. */
    static void done(JsonGenerator json, ModelName name, String what) {
        json.writeStartObject();
        json.writeStringProperty("name", name.model());
        json.writeBooleanProperty(what, true);
        json.writeEndObject();
    }
}
