package dev.millrace.local.chaos;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** The windows of labels of one model, gathered while they come because monitoring shows the last twenty only. */
public final class PerformanceWindows implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final SortedMap<Long, JsonNode> windows = Collections.synchronizedSortedMap(new TreeMap<>());
    private final Queue<String> changed = new ConcurrentLinkedQueue<>();
    private final StackApi api;
    private final String model;

    public PerformanceWindows(StackApi api, String model) {
        this.api = api;
        this.model = model;
    }

    public void start() {
        var _ = thread.scheduleWithFixedDelay(this::tryToLook, 0, 1, TimeUnit.SECONDS);
    }

    private void tryToLook() {
        try {
            look();
        } catch (IOException away) {
            // Both replicas are dead: there is another look in a second.
        }
    }

    /** What monitoring says of the model now, and of each window what it said before. */
    JsonNode look() throws IOException {
        var reply = api.get("monitoring", "/v1/models/" + model + "/performance");
        for (var window : reply.body().path("windows")) {
            var before = windows.putIfAbsent(window.path("number").asLong(), window);
            if (before != null && !before.equals(window)) {
                changed.add("first " + before + ", later " + window);
            }
        }
        return reply.body();
    }

    /** By number. */
    SortedMap<Long, JsonNode> windows() {
        synchronized (windows) {
            return new TreeMap<>(windows);
        }
    }

    /** Windows that were not always the same. */
    List<String> changed() {
        return List.copyOf(changed);
    }

    String model() {
        return model;
    }

    @Override
    public void close() {
        thread.close();
    }
}
