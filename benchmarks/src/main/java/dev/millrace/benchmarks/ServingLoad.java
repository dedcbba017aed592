package dev.millrace.benchmarks;

import dev.millrace.benchmarks.EventLog.Event;
import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;

/** Predictions of one row on many connections to all replicas. Each answered row must be logged once. */
final class ServingLoad implements Load {

    private static final int ROWS = 1000;
    private static final int CONNECTIONS_A_REPLICA = 8;
    private static final Duration LOGGED = Duration.ofSeconds(20);

    private final String model;
    private final Duration time;
    private final LongAdder broken = new LongAdder();

    ServingLoad(String model, Duration time) {
        this.model = model;
        this.time = time;
    }

    @Override
    public Outcome run(Replicas replicas, Interruption disturb) throws Exception {
        var addresses = replicas.addresses();
        var connections = CONNECTIONS_A_REPLICA * addresses.size();
        try (var log = new EventLog(List.of(Topics.INFERENCE_LOGGED));
                var clients = Executors.newFixedThreadPool(connections)) {
            for (URI address : addresses) {
                ask(List.of(address), 0, System.nanoTime() + time.toNanos() / 4);
            }
            log.await(Integer.MAX_VALUE, Duration.ofSeconds(2), event -> true);
            var before = rows(log).size();
            var end = System.nanoTime() + time.toNanos();
            var running = IntStream.range(0, connections)
                    .<Callable<List<Long>>>mapToObj(client -> () -> ask(addresses, client, end))
                    .map(clients::submit)
                    .toList();
            disturb.happen();
            var micros = new ArrayList<Long>();
            for (Future<List<Long>> one : running) {
                micros.addAll(one.get());
            }
            log.await(Integer.MAX_VALUE, LOGGED, event -> true);
            var rows = rows(log);
            var distinct = new HashSet<>(rows).size();
            return new Outcome(
                    micros.size() * 1000.0 / time.toMillis(),
                    "predictions",
                    Figures.of(micros.stream().map(each -> each / 1000).toList()),
                    micros.size(),
                    // A client that hung up may have been answered all the same.
                    Math.max(0, before + micros.size() - distinct),
                    rows.size() - distinct,
                    broken.sumThenReset());
        }
    }

    private List<String> rows(EventLog log) {
        var ids = new ArrayList<String>();
        for (Event event :
                log.await(0, Duration.ZERO, event -> event.text("model").equals(model))) {
            for (Object row : (Iterable<?>) event.body().get("rows")) {
                ids.add(String.valueOf(((GenericRecord) row).get("predictionId")));
            }
        }
        return ids;
    }

    /** How long each answer took, in microseconds; goes on with the next replica where one does not answer. */
    private List<Long> ask(List<URI> addresses, int client, long end) {
        var taken = new ArrayList<Long>();
        for (int turn = client; System.nanoTime() < end; turn++) {
            var server = addresses.get(turn % addresses.size());
            var requests = Questions.requests(server, model, ROWS);
            try (var connection = new Connection(server)) {
                int next = client * ROWS / 64;
                for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                    if (connection.exchange(requests.get(next++ % ROWS)) != 200) {
                        break;
                    }
                    taken.add((System.nanoTime() - start) / 1000);
                }
            } catch (IOException hungUp) {
                broken.increment();
            }
        }
        return taken;
    }
}
