package dev.millrace.local.client;

import dev.millrace.local.stack.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Asks serving for answers. */
public final class Predictions {

    /** People have whole rows, label and all; what the model does not know must not stop them. */
    private static final Map<String, String> WHOLE_ROWS = Map.of("Millrace-Unknown-Columns", "ignore");

    private final Api api;

    public Predictions(Api api) {
        this.api = api;
    }

    /** One answer a row, in the order of the rows. */
    public List<Map<String, JsonNode>> of(String model, List<JsonNode> rows) {
        var answer = api.post(
                Part.SERVING, "/v1/models/" + Api.step(model) + ":predict", Map.of("instances", rows), WHOLE_ROWS);
        return answer.path("predictions")
                .valueStream()
                .map(prediction -> line(answer, prediction))
                .toList();
    }

    private static Map<String, JsonNode> line(JsonNode answer, JsonNode prediction) {
        var line = new LinkedHashMap<String, JsonNode>();
        line.put("prediction", prediction.path("prediction"));
        if (prediction.path("probabilities").isObject()) {
            line.put("probabilities", prediction.path("probabilities"));
        }
        line.put("model", answer.path("model"));
        line.put("version", answer.path("version"));
        line.put("predictionId", prediction.path("predictionId"));
        return line;
    }
}
