package dev.millrace.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What more replicas bring. Each replica of the measured service may use so much of a core and no more, so that a few cores
 * show what would be seen on many machines; everything else may use the rest.
 */
@Command(
        name = "scale",
        description = "Measures each service with more and more replicas, each held to a share of a core, then with one"
                + " of two replicas killed, stopped, or both rolled. Works on the local stack of this folder, as root.")
final class ScaleBenchmark implements Callable<Integer> {

    @Option(names = "--services", split = ",", description = "which ones (default: all six)")
    private List<String> services = List.of("ingestion", "validation", "training", "registry", "serving", "monitoring");

    @Option(names = "--replicas", split = ",", description = "how many of it, one after the other (default: 1,2,4)")
    private List<Integer> replicas = List.of(1, 2, 4);

    @Option(
            names = "--disturbances",
            split = ",",
            description = "KILLED, STOPPED, ROLLED, with two replicas; NONE for"
                    + " none of them (default: KILLED,STOPPED,ROLLED)")
    private List<Disturbance> disturbances = List.of(Disturbance.KILLED, Disturbance.STOPPED, Disturbance.ROLLED);

    @Option(names = "--share", description = "of a core, for each replica (default ${DEFAULT-VALUE})")
    private double share = 0.2;

    @Option(names = "--items", description = "events that pile up for a service (default ${DEFAULT-VALUE})")
    private int items = 200;

    @Option(
            names = "--warm",
            description = "how often the work is done before, for each replica (default ${DEFAULT-VALUE})")
    private int warm = 4;

    @Option(names = "--rows", description = "rows of each of their files (default ${DEFAULT-VALUE})")
    private int rows = 500;

    @Option(names = "--records", description = "records of 50 predictions for monitoring (default ${DEFAULT-VALUE})")
    private int records = 20_000;

    @Option(names = "--time", description = "of requests to ingestion and serving (default ${DEFAULT-VALUE})")
    private Duration time = Duration.ofSeconds(30);

    @Option(names = "--stop", description = "how long a replica is stopped (default ${DEFAULT-VALUE})")
    private Duration stop = Duration.ofSeconds(40);

    private boolean exact = true;

    @Override
    public Integer call() throws Exception {
        for (String service : services) {
            var load = load(service, time);
            var one = 0.0;
            for (int count : replicas) {
                var outcome = measure(service, count, Disturbance.NONE, load);
                one = count == 1 ? outcome.perSecond() : one;
                print(service, count, Disturbance.NONE, outcome, one);
            }
            var longer = load(service, time.plus(stop));
            for (Disturbance disturbance : disturbances) {
                if (disturbance != Disturbance.NONE) {
                    print(service, 2, disturbance, measure(service, 2, disturbance, longer), one);
                }
            }
            Script.run("scale", service, "1");
        }
        System.out.println(exact ? "nothing was lost or doubled" : "SOMETHING WAS LOST OR DOUBLED");
        return exact ? 0 : 1;
    }

    /** A process that has just started compiles more than it works, so each of them has as much to do before. */
    private Outcome measure(String service, int count, Disturbance disturbance, Load load) throws Exception {
        try (var held = Replicas.of(service, count)) {
            for (int i = 0; i < warm * count; i++) {
                load.run(held, () -> {});
            }
            held.limit(share);
            return load.run(held, () -> disturbance.happen(held, stop));
        }
    }

    private Load load(String service, Duration duration) throws Exception {
        return switch (service) {
            case "ingestion" -> new IngestionLoad(duration);
            case "validation" -> new BacklogLoad(BacklogLoad.Stage.VALIDATION, items, rows);
            case "training" -> new BacklogLoad(BacklogLoad.Stage.TRAINING, items, rows);
            case "registry" -> new BacklogLoad(BacklogLoad.Stage.REGISTRY, items, rows);
            case "serving" -> new ServingLoad(Questions.trained(unique(), ""), duration);
            case "monitoring" -> new MonitoringLoad(records);
            default -> throw new IllegalArgumentException("there is no service " + service);
        };
    }

    private static String unique() {
        return "scale-" + Long.toString(System.nanoTime(), 36);
    }

    private void print(String service, int count, Disturbance disturbance, Outcome outcome, double one) {
        exact &= outcome.exact();
        var parts = new ArrayList<String>();
        parts.add(String.format(Locale.ROOT, "%-10s %d x %.2f core", service, count, share));
        parts.add(String.format(Locale.ROOT, "%-8s", disturbance == Disturbance.NONE ? "" : disturbance));
        parts.add(String.format(Locale.ROOT, "%8.1f %s/s", outcome.perSecond(), outcome.unit()));
        parts.add(one > 0 ? String.format(Locale.ROOT, "%4.2f x one", outcome.perSecond() / one) : "");
        parts.add(String.format(
                Locale.ROOT,
                "p50 %d ms, p99 %d ms",
                outcome.latencies().quantile(0.5),
                outcome.latencies().quantile(0.99)));
        parts.add(outcome.work() + " of work, " + outcome.lost() + " lost, " + outcome.doubled() + " doubled, "
                + outcome.retries() + " sent again");
        System.out.println(String.join("   ", parts));
    }
}
