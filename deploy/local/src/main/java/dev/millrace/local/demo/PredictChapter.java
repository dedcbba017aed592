package dev.millrace.local.demo;

import dev.millrace.local.client.Specification;
import dev.millrace.local.stack.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One prediction over HTTP, with the line to type for the next. */
final class PredictChapter {

    private final Stage stage;
    private final String model;
    private final DemoRows rows;
    private final String tokenExpression;

    /** @param tokenExpression what a shell turns into the token */
    PredictChapter(Stage stage, Specification specification, DemoRows rows, String tokenExpression) {
        this.stage = stage;
        model = specification.spec().name();
        this.rows = rows;
        this.tokenExpression = tokenExpression;
    }

    void tell() {
        var story = stage.story();
        story.chapter("The new version answers: raw columns in, probabilities out");
        var question = question();
        var path = "/v1/models/" + model + ":predict";
        var answer = stage.api().post(Part.SERVING, path, Map.of("instances", List.of(question)));
        story.line("curl -s " + stage.endpoints().url(Part.SERVING) + path + " \\");
        story.line("  -H \"Authorization: Bearer " + tokenExpression + "\" \\");
        story.line("  -H 'Content-Type: application/json' \\");
        story.line("  -d '{\"instances\": [" + shellQuoted(question) + "]}'");
        story.line(story.console().green(answer.toString()));
    }

    /** The first row of the file, with what it says about the columns that the model knows. */
    private JsonNode question() {
        var row = (ObjectNode) rows.question(Csv.read(rows.trips().usual(), 1).get(1));
        var known = known();
        row.properties().stream()
                .filter(cell -> cell.getValue().isNull() || !known.contains(cell.getKey()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(row::remove);
        return row;
    }

    private Set<String> known() {
        var known = new HashSet<String>();
        stage.api()
                .get(Part.SERVING, "/v2/models/" + model)
                .path("inputs")
                .forEach(input -> known.add(input.path("name").asString()));
        return known;
    }

    /** Inside single quotes nothing means anything to the shell but a single quote. */
    private static String shellQuoted(JsonNode json) {
        return json.toString().replace("'", "'\\''");
    }
}
