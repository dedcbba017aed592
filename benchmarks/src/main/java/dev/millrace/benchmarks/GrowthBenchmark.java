package dev.millrace.benchmarks;

import dev.millrace.benchmarks.EventLog.Event;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Whether what users wait for stays as fast as it was while the stack fills: with versions of one dataset, and with
 * pipelines. All of it is loaded through the services' own APIs, so that it is what use would have left.
 */
@Command(
        name = "growth",
        description =
                "Times uploads, decisions, approvals, status, listings and starts while the stack of this folder fills.")
final class GrowthBenchmark implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String DATASETS = "MILLRACE_INGESTION_URL";
    private static final String REGISTRY = "MILLRACE_REGISTRY_URL";
    private static final String NEVER = "retrain: {on: []}";

    @Option(names = "--versions", split = ",", description = "of one dataset (default: 100,10000,100000)")
    private List<Integer> versions = List.of(100, 10_000, 100_000);

    @Option(names = "--pipelines", split = ",", description = "declared, each with a model (default: 10,100,1000)")
    private List<Integer> pipelines = List.of(10, 100, 1000);

    @Option(names = "--probes", description = "of everything at each size (default ${DEFAULT-VALUE})")
    private int probes = 15;

    @Option(names = "--starts", description = "of the whole stack at each size (default ${DEFAULT-VALUE})")
    private int starts = 1;

    @Option(names = "--rows", description = "of each uploaded file (default ${DEFAULT-VALUE})")
    private int rows = 200;

    @Option(
            names = "--ratio",
            description = "between the largest and the smallest that is flat (default ${DEFAULT-VALUE})")
    private double flat = 1.2;

    private final String prefix = "growth-" + Long.toString(System.nanoTime(), 36);
    private final Stack stack = new Stack();
    private boolean grown;

    @Override
    public Integer call() throws Exception {
        var smallest = new LinkedHashMap<String, Long>();
        var loaded = 0;
        for (int size : versions) {
            loaded = loadVersions(loaded, size);
            print(size + " versions", measure(prefix, "/v1/datasets/" + prefix + "/versions?limit=100"), smallest);
        }
        smallest.clear();
        loaded = 0;
        for (int size : pipelines) {
            loaded = loadPipelines(loaded, size);
            print(size + " pipelines", measure(prefix + "-p0", "/v1/datasets?limit=100"), smallest);
        }
        System.out.println(grown ? "NOT EVERYTHING IS FLAT" : "everything is flat");
        return grown ? 1 : 0;
    }

    /** The same specification that trains, or that only looks on while versions are loaded. */
    private void apply(String name, boolean train) throws Exception {
        var yaml = Trips.pipeline(name, name, 5)
                .replace("  dataset: " + name, "  dataset: " + name + "\n  versions: latest");
        stack.apply(name, train ? yaml : yaml.replaceFirst("(?m)^retrain: .*$", NEVER));
    }

    private int loadVersions(int from, int to) throws Exception {
        apply(prefix, false);
        try (var log = new EventLog()) {
            var missing = IntStream.range(from, to).mapToObj(Integer::toString).toList();
            BacklogLoad.forEach(missing, seed -> stack.upload(prefix, Trips.csv(Long.parseLong(seed), rows), "append"));
            var done = log.await(
                    missing.size(),
                    PATIENCE.multipliedBy(12),
                    event -> event.is(Topics.TRAINING_DECIDED)
                            && event.text("pipeline").equals(prefix));
            if (done.size() < missing.size()) {
                throw new IllegalStateException(
                        "of " + missing.size() + " versions " + done.size() + " were decided on");
            }
        }
        return to;
    }

    private int loadPipelines(int from, int to) throws Exception {
        try (var log = new EventLog()) {
            var missing =
                    IntStream.range(from, to).mapToObj(i -> prefix + "-p" + i).toList();
            BacklogLoad.forEach(missing, name -> apply(name, true));
            BacklogLoad.forEach(missing, name -> stack.upload(name, Trips.csv(name.hashCode(), rows), "append"));
            // Those from before are told again after a start.
            var loaded = new HashSet<>(missing);
            var done = log.await(
                    missing.size(),
                    PATIENCE.multipliedBy(12),
                    event -> event.is(Topics.MODEL_DEPLOYED) && loaded.contains(event.text("model")));
            if (done.size() < missing.size()) {
                throw new IllegalStateException("of " + missing.size() + " models " + done.size() + " serve");
            }
        }
        return to;
    }

    private Map<String, Figures> measure(String pipeline, String listing) throws Exception {
        apply(pipeline, true);
        var taken = new LinkedHashMap<String, List<Long>>();
        try (var log = new EventLog()) {
            for (int i = 0; i < probes; i++) {
                probe(log, pipeline, taken);
                time(taken, "first page of the list", () -> stack.get(DATASETS, listing));
                time(taken, "model's page", () -> stack.get(REGISTRY, "/v1/models/" + pipeline));
            }
        }
        for (int i = 0; i < Math.max(1, probes / 5); i++) {
            time(taken, "status", () -> Script.run("status", "--json"));
        }
        for (int i = 0; i < starts; i++) {
            Script.run("down");
            time(taken, "start", () -> Script.run("up"));
        }
        var figures = new LinkedHashMap<String, Figures>();
        taken.forEach((what, millis) -> figures.put(what, Figures.of(millis)));
        return figures;
    }

    /** One upload and the way of its events to the version that serves. */
    private void probe(EventLog log, String pipeline, Map<String, List<Long>> taken) throws Exception {
        long start = System.nanoTime();
        var cascade = stack.upload(pipeline, Trips.csv(start, rows), "append")
                .path("cascadeId")
                .asString();
        add(taken, "upload", (System.nanoTime() - start) / 1_000_000);
        var ended = log.await(
                1,
                PATIENCE,
                event -> event.is(Topics.MODEL_DEPLOYED)
                        && event.text("cascadeId").equals(cascade));
        if (ended.isEmpty()) {
            throw new IllegalStateException("cascade " + cascade + " has not ended after " + PATIENCE);
        }
        var events =
                log.await(0, Duration.ZERO, event -> event.text("cascadeId").equals(cascade));
        add(taken, "data.arrived to decision", between(events, Topics.DATA_ARRIVED, Topics.TRAINING_DECIDED));
        add(taken, "model.trained to approval", between(events, Topics.MODEL_TRAINED, Topics.MODEL_APPROVED));
        add(taken, "upload to serving", between(events, Topics.DATA_ARRIVED, Topics.MODEL_DEPLOYED));
    }

    private static long between(List<Event> events, Topic<?> from, Topic<?> to) {
        return at(events, to) - at(events, from);
    }

    private static long at(List<Event> events, Topic<?> topic) {
        return events.stream()
                .filter(event -> event.is(topic))
                .findFirst()
                .orElseThrow()
                .at();
    }

    private static void time(Map<String, List<Long>> taken, String what, Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        add(taken, what, (System.nanoTime() - start) / 1_000_000);
    }

    private static void add(Map<String, List<Long>> taken, String what, long millis) {
        taken.computeIfAbsent(what, any -> new ArrayList<>()).add(millis);
    }

    private void print(String size, Map<String, Figures> figures, Map<String, Long> smallest) {
        figures.forEach((what, taken) -> {
            var median = taken.quantile(0.5);
            var first = smallest.computeIfAbsent(what, any -> median);
            var ratio = (double) median / Math.max(1, first);
            grown |= ratio > flat;
            System.out.println(
                    taken.line(size + ": " + what) + String.format(Locale.ROOT, "   %.2f x the smallest", ratio));
        });
    }
}
