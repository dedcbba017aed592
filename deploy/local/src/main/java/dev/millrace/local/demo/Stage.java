package dev.millrace.local.demo;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.AwaitCascade;
import dev.millrace.local.client.DataFile;
import dev.millrace.local.client.Endpoints;
import dev.millrace.local.client.TimelineEvent;
import dev.millrace.local.client.UploadOutcome;
import dev.millrace.local.stack.Complaint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    void expect(UploadOutcome expected, JsonNode upload, String pipeline) {
        expect(
                expected,
                upload.path("cascadeId").asString(),
                upload.path("dataset").asString(),
                pipeline);
    }

    /** Waits until this cascade, or the one that its trigger joined, has ended in this way; complains at any other end. */
    void expect(UploadOutcome expected, String cascade, String dataset, String pipeline) {
        var progress = new RunProgress(api, story.console(), pipeline);
        var events = new ArrayList<TimelineEvent>();
        var ended =
                new AwaitCascade(api, events::add).whileWaiting(progress::show).await(cascade, dataset, PATIENCE);
        if (ended.ending() != expected) {
            throw new Complaint("the demo expected that " + expected.meaning() + ", but: "
                    + ended.ending().meaning() + "; " + ended.reason().code() + ": "
                    + ended.reason().sentence() + "; look: " + ended.reason().look());
        }
        // The stream may be a moment behind the store.
        var end = events.getLast().eventId();
        await("end of " + cascade, event -> event.eventId().equals(end), () -> {});
    }

    TimelineEvent await(String what, Predicate<TimelineEvent> wanted, Runnable meanwhile) {
        var event = story.await(wanted, PATIENCE, meanwhile);
        if (event == null) {
            throw new Complaint("no " + what + " within " + PATIENCE.toMinutes() + " minutes; see ./millrace logs");
        }
        return event;
    }
}
