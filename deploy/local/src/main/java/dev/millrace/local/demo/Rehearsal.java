package dev.millrace.local.demo;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.AwaitCascade;
import dev.millrace.local.client.DataFile;
import dev.millrace.local.client.Endpoints;
import dev.millrace.local.client.Predictions;
import dev.millrace.local.client.Specification;
import dev.millrace.local.stack.Layout;
import java.time.Duration;

/** One cascade and some predictions with nobody watching, so that the programs load what real work needs. */
public final class Rehearsal {

    private static final int PREDICTIONS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Layout layout;
    private final Api api;

    public Rehearsal(Layout layout) {
        this.layout = layout;
        api = new Api(Endpoints.local(layout));
    }

    public void run() {
        var specification = Specification.read(layout.checkout().resolve("examples/taxi-tips.yaml"));
        specification.apply(api);
        var trips = new MadeUpTrips(layout.home());
        var dataset = specification.spec().data().dataset();
        var upload = new DataFile(trips.usual()).upload(api, dataset, "append");
        new AwaitCascade(api, event -> {}).await(upload.path("cascadeId").asString(), dataset, PATIENCE);
        var rows = new DemoRows(trips, specification.spec());
        var predictions = new Predictions(api);
        for (int i = 0; i < PREDICTIONS; i++) {
            predictions.of(specification.spec().name(), rows.shiftedQuestions(1));
        }
    }
}
