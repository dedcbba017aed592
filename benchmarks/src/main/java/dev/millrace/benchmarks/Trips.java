package dev.millrace.benchmarks;

import dev.millrace.examples.TaxiTrips;
import dev.millrace.examples.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Made-up trips and a pipeline over them. */
final class Trips {

    private Trips() {}

    static byte[] csv(long seed, int rows) {
        var out = new ByteArrayOutputStream();
        try {
            new TaxiTrips(seed, World.USUAL).writeCsv(out, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A pipeline that retrains on everything at once, so that each upload leads to a run. */
    static String pipeline(String name, String dataset, int trees) {
        return """
                apiVersion: millrace/v1
                kind: Pipeline
                name: %s
                data:
                  dataset: %s
                  derive:
                    - {name: big_tip, greater: [{column: tips}, {multiply: [{column: fare}, 0.2]}]}
                  label: big_tip
                  exclude: [tips, trip_start_timestamp]
                  split: {by: hash, train: 0.7, validation: 0.15, test: 0.15, seed: 1}
                train:
                  select: auc
                  candidates:
                    - {trainer: gradient-boosted-trees, parameters: {trees: %d, depth: 6}}
                gates:
                  - {metric: auc, min: 0.5}
                  - {metric: auc, maxDropFromChampion: 0.5}
                approval: automatic
                retrain: {on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 1000, trainingPerDay: PT24H}
                """.formatted(name, dataset, trees);
    }
}
