package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.pipelines.SpecException;
import dev.millrace.pipelines.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A pipeline's declaration, checked before it travels.
 *
 * @param text as the person wrote it
 */
public record Specification(String text, PipelineSpec spec) {

    public static Specification read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new Complaint("cannot read " + file + ": is it there, and is it text?", e);
        }
    }

    /** @param name what to call it when something is wrong */
    public static Specification parse(String name, String text) {
        try {
            return new Specification(text, PipelineSpecs.parse(text, () -> 1));
        } catch (SpecException e) {
            throw new Complaint(name + ": " + e.getMessage(), e);
        }
    }

    /** What it predicts, as far as it says so itself, for people. */
    public List<String> lines() {
        var target = spec.data().target();
        var lines = new ArrayList<String>();
        lines.add("It predicts " + DisplayText.plain(target.label()) + " of dataset "
                + spec.data().dataset() + ": " + task());
        if (target.positive() != null) {
            lines.add("The positive class is " + DisplayText.plain(target.positive())
                    + ", because data.positive says so.");
        }
        return lines;
    }

    private String task() {
        var tasks = spec.tasks().stream().map(Task::word).sorted().toList();
        if (spec.data().target().task() != null) {
            return tasks.getFirst() + ", because data.task says so.";
        }
        return tasks.size() == 1
                ? tasks.getFirst() + ", because its metrics and trainers are for nothing else."
                : String.join(" or ", tasks) + ", as the values of the label tell.";
    }

    /** Puts it in force; the answer names its version. */
    public JsonNode apply(Api api) {
        return api.put(Part.REGISTRY, "/v1/pipelines/" + spec.name(), "application/yaml", text);
    }
}
