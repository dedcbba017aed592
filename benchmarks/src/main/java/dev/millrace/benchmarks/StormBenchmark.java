package dev.millrace.benchmarks;

import dev.millrace.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many uploads at once to one pipeline: every one accounted for, all data in what was trained last, and that approved by the gates alone. */
@Command(name = "storm", description = "Uploads many files at once to one pipeline.")
final class StormBenchmark implements Callable<Integer> {

    @Option(names = "--uploads", description = "files at once (default ${DEFAULT-VALUE})")
    private int uploads = 100;

    @Option(names = "--rows", description = "rows a file (default ${DEFAULT-VALUE})")
    private int rows = 1000;

    @Override
    public Integer call() throws Exception {
        var stack = new Stack();
        var name = "storm-" + ProcessHandle.current().pid();
        stack.apply(name, Trips.pipeline(name, name, 20));
        try (var log = new EventLog();
                var clients = Executors.newFixedThreadPool(16)) {
            long start = System.currentTimeMillis();
            Set<Long> versions = ConcurrentHashMap.newKeySet();
            var sent = IntStream.range(0, uploads)
                    .<Callable<Boolean>>mapToObj(seed ->
                            () -> versions.add(stack.upload(name, Trips.csv(seed, rows), "append")
                                    .get("version")
                                    .asLong()))
                    .toList();
            for (Future<Boolean> one : clients.invokeAll(sent)) {
                one.get();
            }
            long uploaded = System.currentTimeMillis();
            var decided = log.await(
                    uploads,
                    Duration.ofMinutes(5),
                    event -> event.is(Topics.TRAINING_DECIDED)
                            && event.text("pipeline").equals(name));
            var covering = log.await(
                    1,
                    Duration.ofMinutes(5),
                    event -> event.is(Topics.MODEL_TRAINED)
                            && event.text("pipeline").equals(name)
                            && (Long) event.body().get("datasetVersionCount") >= versions.size());
            boolean approved = !covering.isEmpty()
                    && !log.await(
                                    1,
                                    Duration.ofMinutes(1),
                                    event -> event.is(Topics.MODEL_APPROVED)
                                            && event.text("runId")
                                                    .equals(covering.getLast().text("runId")))
                            .isEmpty();
            System.out.printf(
                    "%d uploads in %d ms; STARTED %d, MERGED %d, SUPPRESSED %d; runs %d; all data trained: %s after %d ms, approved: %s%n",
                    versions.size(),
                    uploaded - start,
                    count(decided, "STARTED"),
                    count(decided, "MERGED"),
                    count(decided, "SUPPRESSED"),
                    log.await(
                                    0,
                                    Duration.ZERO,
                                    event -> event.is(Topics.MODEL_TRAINED)
                                            && event.text("pipeline").equals(name))
                            .size(),
                    !covering.isEmpty(),
                    covering.isEmpty() ? -1 : covering.getLast().at() - start,
                    approved);
            return approved ? 0 : 1;
        }
    }

    private static long count(List<EventLog.Event> decided, String decision) {
        return decided.stream()
                .filter(event -> event.text("decision").equals(decision))
                .count();
    }
}
