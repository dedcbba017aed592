package dev.millrace.local.demo;

import dev.millrace.local.client.Predictions;
import dev.millrace.local.stack.Complaint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Clients that ask for predictions without a break and count every answer, while the model is exchanged below them. */
final class Traffic implements AutoCloseable {

    private static final int CLIENTS = 2;
    private static final Duration PAUSE = Duration.ofMillis(15);

    private final Predictions predictions;
    private final String model;
    private final IntFunction<List<JsonNode>> rows;
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicLong requests = new AtomicLong();
    private final Map<String, AtomicLong> failures = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicLong> answersByVersion = new ConcurrentSkipListMap<>();
    private volatile int rowsARequest;
    private volatile boolean ended;

    /** @param rows makes so many rows */
    Traffic(Predictions predictions, String model, int rowsARequest, IntFunction<List<JsonNode>> rows) {
        this.predictions = predictions;
        this.model = model;
        this.rowsARequest = rowsARequest;
        this.rows = rows;
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(Thread.ofVirtual().start(this::ask));
        }
    }

    private void ask() {
        while (!ended) {
            requests.incrementAndGet();
            try {
                for (Map<String, JsonNode> answer : predictions.of(model, rows.apply(rowsARequest))) {
                    answersByVersion
                            .computeIfAbsent(versionOf(answer), version -> new AtomicLong())
                            .incrementAndGet();
                }
            } catch (Complaint failure) {
                failures.computeIfAbsent(failure.line(), line -> new AtomicLong())
                        .incrementAndGet();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static int versionOf(Map<String, JsonNode> answer) {
        @Nullable JsonNode version = answer.get("version");
        return version == null ? 0 : version.asInt(0);
    }

    /** From now on one row a request. */
    void calmDown() {
        rowsARequest = 1;
    }

    boolean answeredBy(int version) {
        return answersByVersion.containsKey(version);
    }

    long requests() {
        return requests.get();
    }

    /** What went wrong, and how often. */
    Map<String, AtomicLong> failures() {
        return failures;
    }

    Map<Integer, AtomicLong> answersByVersion() {
        return answersByVersion;
    }

    @Override
    public void close() {
        ended = true;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
