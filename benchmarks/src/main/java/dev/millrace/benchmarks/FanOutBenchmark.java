package dev.millrace.benchmarks;

import dev.millrace.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One upload to each of many pipelines at once: how long until every model serves. */
@Command(name = "fan-out", description = "Uploads one file to each of many pipelines at once.")
final class FanOutBenchmark implements Callable<Integer> {

    @Option(names = "--pipelines", description = "pipelines (default ${DEFAULT-VALUE})")
    private int pipelines = 100;

    @Option(names = "--rows", description = "rows a file (default ${DEFAULT-VALUE})")
    private int rows = 1000;

    @Override
    public Integer call() throws Exception {
        var stack = new Stack();
        var prefix = "fan-" + ProcessHandle.current().pid() + "-";
        for (int i = 0; i < pipelines; i++) {
            stack.apply(prefix + i, Trips.pipeline(prefix + i, prefix + i, 20));
        }
        try (var log = new EventLog();
                var clients = Executors.newFixedThreadPool(16)) {
            long start = System.currentTimeMillis();
            var sent = IntStream.range(0, pipelines)
                    .<Callable<Long>>mapToObj(i -> () -> stack.upload(prefix + i, Trips.csv(i, rows), "snapshot")
                            .get("version")
                            .asLong())
                    .toList();
            for (Future<Long> one : clients.invokeAll(sent)) {
                one.get();
            }
            var deployed = log.await(
                    pipelines,
                    Duration.ofMinutes(5),
                    event -> event.is(Topics.MODEL_DEPLOYED)
                            && event.text("model").startsWith(prefix)
                            && event.text("outcome").equals("SERVING"));
            var after = new ArrayList<Long>();
            deployed.forEach(event -> after.add(event.at() - start));
            System.out.println(Figures.of(after).line("upload of all -> model serves"));
            return deployed.size() >= pipelines ? 0 : 1;
        }
    }
}
