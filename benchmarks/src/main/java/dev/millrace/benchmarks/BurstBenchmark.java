package dev.millrace.benchmarks;

import dev.millrace.benchmarks.EventLog.Event;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** One upload to each of many pipelines at once: every one accounted for at every stage, until its model serves. */
@Command(name = "burst", description = "Uploads one file to each of many pipelines at once and accounts for each.")
final class BurstBenchmark implements Callable<Integer> {

    @Option(names = "--pipelines", description = "pipelines (default ${DEFAULT-VALUE})")
    private int pipelines = 1000;

    @Option(names = "--rows", description = "rows a file (default ${DEFAULT-VALUE})")
    private int rows = 500;

    @Option(names = "--limit", description = "until all models shall serve (default ${DEFAULT-VALUE})")
    private Duration limit = Duration.ofMinutes(5);

    @Option(names = "--patience", description = "until this gives up (default ${DEFAULT-VALUE})")
    private Duration patience = Duration.ofMinutes(30);

    private static final Duration LATECOMERS = Duration.ofSeconds(5);

    @Override
    public Integer call() throws Exception {
        var stack = new Stack();
        var prefix = "burst-" + Long.toString(System.nanoTime(), 36) + "-";
        var names = IntStream.range(0, pipelines).mapToObj(i -> prefix + i).toList();
        BacklogLoad.forEach(names, name -> stack.apply(name, Trips.pipeline(name, name, 20)));
        try (var log = new EventLog()) {
            long start = System.currentTimeMillis();
            BacklogLoad.forEach(names, name -> stack.upload(name, Trips.csv(name.hashCode(), rows), "snapshot"));
            System.out.printf("%d uploads answered after %d ms%n", pipelines, System.currentTimeMillis() - start);
            log.await(pipelines, patience, event -> serves(event, prefix));
            log.await(Integer.MAX_VALUE, LATECOMERS, event -> false);
            var served = new ArrayList<Long>();
            log.await(0, Duration.ZERO, event -> serves(event, prefix))
                    .forEach(event -> served.add(event.at() - start));
            System.out.println(Figures.of(served).line("upload of all -> model serves"));
            printMemory();
            var whole = stages().stream()
                    .map(topic -> accounted(log, topic, prefix))
                    .reduce(true, Boolean::logicalAnd);
            var inTime = served.size() == pipelines && Figures.of(served).quantile(1) <= limit.toMillis();
            System.out.println(inTime ? "all serve within " + limit : "NOT ALL SERVE WITHIN " + limit);
            return whole && inTime ? 0 : 1;
        }
    }

    private static List<Topic<?>> stages() {
        return List.of(
                Topics.DATA_ARRIVED,
                Topics.DATA_VALIDATED,
                Topics.TRAINING_DECIDED,
                Topics.MODEL_TRAINED,
                Topics.MODEL_APPROVED,
                Topics.MODEL_DEPLOYED);
    }

    private static boolean serves(Event event, String prefix) {
        return event.is(Topics.MODEL_DEPLOYED)
                && event.text("model").startsWith(prefix)
                && event.text("outcome").equals("SERVING");
    }

    /** Whether there is one event for each pipeline; the same event published again counts once. */
    private boolean accounted(EventLog log, Topic<?> topic, String prefix) {
        var field = topic.name().startsWith("data.")
                ? "dataset"
                : topic.name().startsWith("training.") ? "pipeline" : "model";
        Map<String, Set<String>> ids = new HashMap<>();
        for (Event event : log.await(0, Duration.ZERO, any -> any.is(topic))) {
            if (event.text(field).startsWith(prefix)) {
                ids.computeIfAbsent(event.text(field), name -> new HashSet<>()).add(event.text("eventId"));
            }
        }
        var doubled = ids.values().stream().filter(each -> each.size() > 1).count();
        System.out.printf("%-18s %d of %d, %d more than once%n", topic.name(), ids.size(), pipelines, doubled);
        return ids.size() == pipelines && doubled == 0;
    }

    private static void printMemory() throws Exception {
        var processes =
                JsonMapper.shared().readTree(Script.run("status", "--json")).path("processes");
        var parts = new ArrayList<String>();
        processes.forEach(process -> parts.add(process.path("name").asString() + " "
                + (process.path("proportionalBytes").asLong() >> 20) + " MiB"));
        System.out.println("memory afterwards: " + String.join(", ", parts));
    }
}
