package dev.millrace.local.demo;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.AwaitCascade;
import dev.millrace.local.client.DataFile;
import dev.millrace.local.client.Ending;
import dev.millrace.local.client.Endpoints;
import dev.millrace.local.client.TimelineEvent;
import dev.millrace.local.stack.Complaint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What every chapter of the demo works with. */
record Stage(Endpoints endpoints, Api api, Story story, Path workspace) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    JsonNode upload(Path file, String dataset) {
        return new DataFile(file).upload(api, dataset, "append");
    }

    /** Writes a CSV into the demo's own folder. */
    Path write(String name, List<String> columns, List<List<String>> rows) {
        var file = workspace.resolve(name);
        Csv.write(file, columns, rows);
        return file;
    }

    /** Waits until everything that an upload leads to has ended in this way. */
    void expect(Ending expected, JsonNode upload, String pipeline) {
        var progress = new RunProgress(api, story.console(), pipeline);
        var ending = new AwaitCascade(api, event -> {})
                .whileWaiting(progress::show)
                .await(
                        upload.path("cascadeId").asString(),
                        upload.path("dataset").asString(),
                        PATIENCE);
        if (ending != expected) {
            throw new Complaint("the demo expected that " + expected.meaning() + ", but: " + ending.meaning()
                    + "; see ./millrace logs");
        }
        // The stream may be a moment behind the store.
        var cascade = upload.path("cascadeId").asString();
        await("end of " + cascade, event -> event.cascadeId().equals(cascade) && ends(expected, event), () -> {});
    }

    private static boolean ends(Ending expected, TimelineEvent event) {
        return event.status().equals(expected.name());
    }

    TimelineEvent await(String what, Predicate<TimelineEvent> wanted, Runnable meanwhile) {
        var event = story.await(wanted, PATIENCE, meanwhile);
        if (event == null) {
            throw new Complaint("no " + what + " within " + PATIENCE.toMinutes() + " minutes; see ./millrace logs");
        }
        return event;
    }
}
