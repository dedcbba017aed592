package dev.millrace.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Predictions of one row over HTTP, as many as many kept connections get. Pin serving and this to a core each. */
@Command(name = "predict", description = "Asks for one prediction after the other on many connections.")
final class PredictBenchmark implements Callable<Integer> {

    @Option(names = "--connections", description = "connections (default ${DEFAULT-VALUE})")
    private int connections = 32;

    @Option(names = "--time", description = "measured (default ${DEFAULT-VALUE})")
    private Duration time = Duration.ofSeconds(20);

    @Option(names = "--warm-up", description = "before that (default ${DEFAULT-VALUE})")
    private Duration warmUp = Duration.ofSeconds(20);

    @Option(names = "--rows", description = "distinct rows that take turns (default ${DEFAULT-VALUE})")
    private int rows = 1000;

    @Option(
            names = "--wrk",
            paramLabel = "FILE",
            description = "write the requests as a script for wrk to this file, and ask for none")
    private @Nullable Path script;

    @Option(names = "--model", description = "a model over made-up trips (default: one is trained)")
    private @Nullable String model;

    @Override
    public Integer call() throws Exception {
        var name = model == null
                ? Questions.trained("predict-" + ProcessHandle.current().pid(), "")
                : model;
        var server = URI.create(Stack.variable("MILLRACE_SERVING_URL"));
        var requests = Questions.requests(server, name, rows);
        if (script != null) {
            Files.writeString(script, script(requests));
            System.out.println(
                    "wrk -t1 -c" + connections + " -d" + time.toSeconds() + "s --latency -s " + script + " " + server);
            return 0;
        }
        ask(server, requests, warmUp);
        var taken = ask(server, requests, time);
        System.out.printf(
                Locale.ROOT,
                "%d connections, %d distinct rows: %.0f predictions/s%n",
                connections,
                rows,
                taken.size() / (time.toMillis() / 1000.0));
        System.out.println(Figures.of(taken).line("a prediction", "us"));
        return 0;
    }

    /** Sends the requests in turn. Lua reads a quoted text as JSON writes it. */
    private static String script(List<byte[]> requests) {
        var texts = requests.stream()
                .map(request -> JsonMapper.shared().writeValueAsString(new String(request, StandardCharsets.UTF_8)))
                .collect(Collectors.joining(",\n"));
        return "local requests = {" + texts + "}\nlocal next = 0\n"
                + "function request()\n  next = next % #requests + 1\n  return requests[next]\nend\n";
    }

    /** How long each answer took, in microseconds. */
    private List<Long> ask(URI server, List<byte[]> requests, Duration limit) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        var clients = IntStream.range(0, connections)
                .<Callable<List<Long>>>mapToObj(client -> () -> ask(server, requests, client, end))
                .toList();
        var all = new ArrayList<Long>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (Future<List<Long>> one : threads.invokeAll(clients)) {
                all.addAll(one.get());
            }
        }
        return all;
    }

    private List<Long> ask(URI server, List<byte[]> requests, int client, long end) throws IOException {
        var taken = new ArrayList<Long>();
        try (var connection = new Connection(server)) {
            int next = client * requests.size() / connections;
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                var status = connection.exchange(requests.get(next++ % requests.size()));
                if (status != 200) {
                    throw new IOException("serving answers " + status);
                }
                taken.add((System.nanoTime() - start) / 1000);
            }
        }
        return taken;
    }
}
