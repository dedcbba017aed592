package dev.millrace.local.demo;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.Endpoints;
import dev.millrace.local.client.Predictions;
import dev.millrace.local.client.Specification;
import dev.millrace.local.client.Timeline;
import dev.millrace.local.command.Console;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells the whole loop on a running stack: from data to a served model, and from drift to a better one. */
public final class Demo {

    private static final int TIMELINE_SECONDS = 20;

    private final Endpoints endpoints;
    private final Api api;
    private final Timeline timeline;
    private final Story story;
    private final Specification specification;
    private final Trips trips;
    private final Path workspace;

    /**
     * @param data a person's own CSV, or null for made-up trips
     * @param spec the specification that fits the data, or null for the example's
     */
    public Demo(Layout layout, Endpoints endpoints, Console console, @Nullable Path data, @Nullable Path spec) {
        this.endpoints = endpoints;
        api = new Api(endpoints);
        timeline = new Timeline(api);
        story = new Story(console, timeline::origin);
        var template = spec == null ? layout.checkout().resolve("examples/taxi-tips.yaml") : spec;
        var original = Specification.read(template).spec();
        var suffix = freeSuffix(original.name());
        workspace = workspace(layout);
        trips = data == null ? new MadeUpTrips(workspace) : new FileTrips(data, original);
        specification = DemoSpecification.of(
                template, original.name() + suffix, original.data().dataset() + suffix, trips.size());
    }

    /** A demo before this one has left its names behind, and they mean something. */
    private String freeSuffix(String name) {
        var suffix = "";
        for (int n = 2; api.find(Part.REGISTRY, "/v1/pipelines/" + name + suffix) != null; n++) {
            suffix = "-" + n;
        }
        return suffix;
    }

    private static Path workspace(Layout layout) {
        try {
            return Files.createDirectories(layout.home().resolve("demo"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model that it is all about. */
    public String model() {
        return specification.spec().name();
    }

    /** Runs all chapters; complains at the first that does not end as it should. */
    public void run() {
        listen();
        var stage = new Stage(endpoints, api, story, workspace);
        var rows = new DemoRows(trips, specification.spec());
        new LearnChapter(stage, specification, rows).tell();
        new PredictChapter(stage, specification, rows, endpoints.tokenExpression()).tell();
        new RefuseChapter(stage, specification, rows).tell();
        new ReviewChapter(stage, specification, rows).tell();
        new DriftChapter(stage, specification, rows, new Predictions(api)).tell();
    }

    private void listen() {
        var listening = new CountDownLatch(1);
        timeline.followInBackground(listening::countDown, story::hear);
        try {
            if (!listening.await(TIMELINE_SECONDS, TimeUnit.SECONDS)) {
                throw new Complaint("monitoring does not stream its timeline; see ./millrace logs monitoring");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted", e);
        }
    }
}
