package dev.millrace.local.command;

import dev.millrace.examples.TaxiTrips;
import dev.millrace.examples.World;
import dev.millrace.local.client.Api;
import dev.millrace.local.client.AwaitCascade;
import dev.millrace.local.client.DataFile;
import dev.millrace.local.client.Predictions;
import dev.millrace.local.client.Specification;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.RecordCaches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "prepare",
        hidden = true,
        description = "Run the stack once to make its start fast; the build does this after packaging.")
final class PrepareCommand implements Callable<Integer> {

    private static final int ROWS = 1500;
    private static final int PREDICTIONS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        var caches = new RecordCaches(options.layout());
        if (caches.needed()) {
            options.console().line("Preparing the programs for a fast start");
            caches.record(PrepareCommand::work);
        }
        return 0;
    }

    /** One cascade and some predictions. */
    private static void work(Layout layout) {
        var api = new Api(layout);
        var specification = Specification.read(layout.checkout().resolve("examples/taxi-tips.yaml"));
        specification.apply(api);
        var file = layout.home().resolve("trips.csv");
        try (var out = Files.newOutputStream(file)) {
            new TaxiTrips(1, World.USUAL).writeCsv(out, ROWS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var dataset = specification.spec().data().dataset();
        var upload = new DataFile(file).upload(api, dataset, "append");
        new AwaitCascade(api, event -> {}).await(upload.path("cascadeId").asString(), dataset, PATIENCE);
        var row = JsonMapper.shared().readTree("{\"fare\": 12.5, \"payment_type\": \"Cash\", \"trip_miles\": 2.1}");
        var predictions = new Predictions(api);
        for (int i = 0; i < PREDICTIONS; i++) {
            predictions.of(specification.spec().name(), List.of(row));
        }
    }
}
