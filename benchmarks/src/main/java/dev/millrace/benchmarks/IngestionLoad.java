package dev.millrace.benchmarks;

import dev.millrace.benchmarks.EventLog.Event;
import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Small uploads on many connections, each client to a dataset of its own and to the replicas in turn. A client sends an upload
 * that was not answered again under the same key, to another replica.
 */
final class IngestionLoad implements Load {

    private static final int CLIENTS = 16;
    private static final int ROWS = 20;
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LATECOMERS = Duration.ofSeconds(3);

    private final Duration time;
    private final LongAdder retries = new LongAdder();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    IngestionLoad(Duration time) {
        this.time = time;
    }

    /** One accepted upload. */
    private record Accepted(String version, long at, long millis) {}

    @Override
    public Outcome run(Replicas replicas, Interruption disturb) throws Exception {
        var prefix = "scale-" + Long.toString(System.nanoTime(), 36) + "-";
        var addresses = replicas.addresses();
        try (var log = new EventLog();
                var clients = Executors.newFixedThreadPool(CLIENTS)) {
            // New replicas are slow at first; these uploads are to other datasets and are not counted.
            for (URI address : addresses) {
                upload("warm-up-" + prefix, 0, List.of(address), System.currentTimeMillis() + time.toMillis() / 4);
            }
            var end = System.currentTimeMillis() + time.toMillis();
            var running = IntStream.range(0, CLIENTS)
                    .<Callable<List<Accepted>>>mapToObj(client -> () -> upload(prefix + client, client, addresses, end))
                    .map(clients::submit)
                    .toList();
            disturb.happen();
            var accepted = new ArrayList<Accepted>();
            for (Future<List<Accepted>> one : running) {
                accepted.addAll(one.get());
            }
            return outcome(accepted, log, prefix);
        }
    }

    private List<Accepted> upload(String dataset, int client, List<URI> addresses, long end) throws Exception {
        var accepted = new ArrayList<Accepted>();
        int turn = client;
        for (long start = System.currentTimeMillis(); start < end; start = System.currentTimeMillis()) {
            var csv = Trips.csv(start * CLIENTS + client, ROWS);
            var key = UUID.randomUUID().toString();
            var version = "";
            while (version.isEmpty()) {
                version = send(addresses.get(turn++ % addresses.size()), dataset, csv, key);
            }
            var now = System.currentTimeMillis();
            accepted.add(new Accepted(dataset + " " + version, now, now - start));
        }
        return accepted;
    }

    /** The version that the upload became; empty where it must be sent again. */
    private String send(URI address, String dataset, byte[] csv, String key) throws InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/v1/datasets/" + dataset + "/versions?mode=append"))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + Stack.variable("MILLRACE_TOKEN"))
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofByteArray(csv))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() < 300) {
                return JsonMapper.shared()
                        .readTree(answer.body())
                        .path("version")
                        .asString();
            }
            if (answer.statusCode() < 500 && answer.statusCode() != 409 && answer.statusCode() != 429) {
                throw new IllegalStateException("ingestion refuses: " + answer.body());
            }
        } catch (IOException unanswered) {
            retries.increment();
            return "";
        }
        retries.increment();
        return "";
    }

    private Outcome outcome(List<Accepted> accepted, EventLog log, String prefix) {
        var versions = new HashSet<String>();
        accepted.forEach(one -> versions.add(one.version()));
        log.await(versions.size(), PATIENCE, event -> ours(event, prefix));
        var told = new HashSet<String>();
        var ids = new HashSet<String>();
        for (Event event : log.await(Integer.MAX_VALUE, LATECOMERS, event -> ours(event, prefix))) {
            told.add(event.text("dataset") + " " + event.text("version"));
            ids.add(event.text("eventId"));
        }
        Set<String> lost = new HashSet<>(versions);
        lost.removeAll(told);
        // Two uploads that were given one version, versions that no client knows of, and versions told twice.
        long doubled = accepted.size()
                - versions.size()
                + told.stream().filter(one -> !versions.contains(one)).count()
                + ids.size()
                - told.size();
        return new Outcome(
                BacklogLoad.steady(accepted.stream().map(Accepted::at).sorted().toList()),
                "uploads",
                Figures.of(accepted.stream().map(Accepted::millis).toList()),
                accepted.size(),
                lost.size(),
                doubled,
                retries.sumThenReset());
    }

    private static boolean ours(Event event, String prefix) {
        return event.is(Topics.DATA_ARRIVED) && event.text("dataset").startsWith(prefix);
    }
}
