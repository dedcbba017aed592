package dev.millrace.local.demo;

import dev.millrace.local.client.Specification;
import dev.millrace.local.stack.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One prediction over HTTP, with the line to type for the next. */
final class PredictChapter {

    private final Stage stage;
    private final String model;
    private final DemoRows rows;

    PredictChapter(Stage stage, Specification specification, DemoRows rows) {
        this.stage = stage;
        model = specification.spec().name();
        this.rows = rows;
    }

    void tell() {
        var story = stage.story();
        story.chapter("The new version answers, raw columns in, probabilities out");
        var question = rows.question(firstUsualRow());
        var path = "/v1/models/" + model + ":predict";
        var answer = stage.api().post(Part.SERVING, path, Map.of("instances", List.of(question)));
        story.line("curl -s " + stage.layout().url(Part.SERVING) + path + " \\");
        story.line(
                "  -H \"Authorization: Bearer $(cat " + shortened(stage.layout().token()) + ")\" \\");
        story.line("  -H 'Content-Type: application/json' \\");
        story.line("  -d '{\"instances\": [" + shellQuoted(question) + "]}'");
        story.line(story.console().green(answer.toString()));
    }

    private List<String> firstUsualRow() {
        return Csv.read(rows.trips().usual(), 1).get(1);
    }

    /** Inside single quotes nothing means anything to the shell but a single quote. */
    private static String shellQuoted(JsonNode json) {
        return json.toString().replace("'", "'\\''");
    }

    private static Path shortened(Path file) {
        var here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
