package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import dev.millrace.pipelines.AlertRouteSpec;
import dev.millrace.pipelines.AlertRouteSpecs;
import dev.millrace.pipelines.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A route's declaration, checked before it travels.
 *
 * @param text as the person wrote it
 */
public record RouteSpecification(String text, AlertRouteSpec spec) {

    /** Empty where the file says that it is something else. */
    public static Optional<RouteSpecification> find(Path file) {
        try {
            var text = Files.readString(file);
            return AlertRouteSpecs.says(text)
                    ? Optional.of(new RouteSpecification(text, AlertRouteSpecs.parse(text)))
                    : Optional.empty();
        } catch (SpecException e) {
            throw new Complaint(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new Complaint("cannot read " + file + ": is it there, and is it text?", e);
        }
    }

    /** Puts it in force; the answer names its version. */
    public JsonNode apply(Api api) {
        return api.put(Part.MONITORING, "/v1/alert-routes/" + spec.name(), "application/yaml", text);
    }
}
