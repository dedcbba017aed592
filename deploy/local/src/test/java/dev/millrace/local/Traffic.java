package dev.millrace.local;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks a model again and again until it is closed, and remembers what was not answered. */
final class Traffic implements AutoCloseable {

    private static final int PAUSE_MILLIS = 20;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger answers = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Services services;
    private final String path;
    private final String request;

    Traffic(Services services, String model, String request) {
        this.services = services;
        this.request = request;
        path = "/v1/models/" + model + ":predict";
        var _ = thread.scheduleWithFixedDelay(this::ask, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        try {
            var answer = services.post("serving", path, request);
            if (answer.statusCode() == 200) {
                answers.incrementAndGet();
            } else {
                failures.add(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            failures.add(e.toString());
        }
    }

    /** So many until now. */
    int answers() {
        return answers.get();
    }

    /** What was answered in another way, or not at all. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        thread.close();
    }
}
