package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What approve, reject and rollback have in common: they decide about a version as the local reviewer. */
final class DecisionOptions {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "MODEL", description = "Named like its pipeline.")
    private String model = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "The one that waits, or for rollback the one before, if left out.")
    private @Nullable Integer version;

    @Option(
            names = "--reason",
            defaultValue = "decided by hand with the millrace command",
            description = "Why, for whoever asks later.")
    private String reason = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Say the same decision with the same key again, and it is taken once (default: a new one).")
    private String key = UUID.randomUUID().toString();

    Api api() {
        return Api.asReviewer(options.endpoints());
    }

    private String path() {
        return "/v1/models/" + Api.step(model);
    }

    /** Sends the decision, with its reason. */
    JsonNode decide(Api api, String what, Map<String, Object> more) {
        var body = new HashMap<String, Object>(more);
        body.put("reason", reason);
        return api.post(Part.REGISTRY, path() + what, body, Map.of(Api.KEY, key));
    }

    @Nullable
    Integer version() {
        return version;
    }

    /** The version that was named, or the only one that waits for a decision. */
    int waiting(Api api) {
        if (version != null) {
            return version;
        }
        List<JsonNode> waiting = api.get(Part.REGISTRY, path())
                .path("model")
                .path("waiting")
                .valueStream()
                .toList();
        if (waiting.size() != 1) {
            throw new Complaint(
                    waiting.isEmpty()
                            ? "no version of " + model + " waits for a decision"
                            : "these versions of " + model + " wait: " + waiting + "; name one");
        }
        return waiting.getFirst().asInt();
    }

    void print(JsonNode answer, String sentence) {
        if (options.json) {
            options.console().json(answer);
        } else {
            options.console().line(sentence);
        }
    }

    String model() {
        return model;
    }
}
