package dev.millrace.benchmarks;

import dev.millrace.contracts.Topics;
import dev.millrace.examples.TaxiTrips;
import dev.millrace.examples.World;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Predictions of one row over HTTP, as many as many kept connections get. Pin serving and this to a core each. */
@Command(name = "predict", description = "Asks for one prediction after the other on many connections.")
final class PredictBenchmark implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What {@link Trips#pipeline} keeps from the model, its label aside. */
    private static final Set<String> EXCLUDED = Set.of("tips", "trip_start_timestamp");

    @Option(names = "--connections", description = "connections (default ${DEFAULT-VALUE})")
    private int connections = 32;

    @Option(names = "--time", description = "measured (default ${DEFAULT-VALUE})")
    private Duration time = Duration.ofSeconds(20);

    @Option(names = "--warm-up", description = "before that (default ${DEFAULT-VALUE})")
    private Duration warmUp = Duration.ofSeconds(20);

    @Option(names = "--rows", description = "distinct rows that take turns (default ${DEFAULT-VALUE})")
    private int rows = 1000;

    @Option(names = "--model", description = "a model over made-up trips (default: one is trained)")
    private @Nullable String model;

    @Override
    public Integer call() throws Exception {
        var name = model == null ? trained() : model;
        var server = URI.create(Stack.variable("MILLRACE_SERVING_URL"));
        var requests = requests(server, name);
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

    private static String trained() throws IOException, InterruptedException {
        var stack = new Stack();
        var name = "predict-" + ProcessHandle.current().pid();
        stack.apply(name, Trips.pipeline(name, name, 100));
        try (var log = new EventLog()) {
            stack.upload(name, Trips.csv(1, 8000), "snapshot");
            var deployed = log.await(
                    1,
                    Duration.ofMinutes(2),
                    event -> event.is(Topics.MODEL_DEPLOYED)
                            && event.text("model").equals(name));
            if (deployed.isEmpty()) {
                throw new IllegalStateException("no version of " + name + " serves after two minutes");
            }
        }
        return name;
    }

    private List<byte[]> requests(URI server, String name) {
        var trips = new TaxiTrips(2, World.USUAL);
        return IntStream.range(0, rows)
                .mapToObj(row -> request(server, name, trips.next()))
                .toList();
    }

    private static byte[] request(URI server, String name, List<String> trip) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < trip.size(); i++) {
            if (!EXCLUDED.contains(TaxiTrips.COLUMNS.get(i))) {
                row.put(TaxiTrips.COLUMNS.get(i), value(trip.get(i)));
            }
        }
        var body = JSON.writeValueAsBytes(Map.of("instances", List.of(row)));
        var head = "POST /v1/models/" + name + ":predict HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nAuthorization: Bearer " + Stack.variable("MILLRACE_TOKEN")
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        var request = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
        System.arraycopy(body, 0, request, head.length(), body.length);
        return request;
    }

    /** A number where the text is one, as the CSV reader would see it. */
    static @Nullable Object value(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
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
