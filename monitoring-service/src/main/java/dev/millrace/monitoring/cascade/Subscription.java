package dev.millrace.monitoring.cascade;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One listener's share of the feed. It holds a bounded number of entries: who is too slow is cut off and may come back. */
public final class Subscription {

    private static final int CAPACITY = 2048;

    private final String project;
    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Set<String> offered = new LinkedHashSet<>();
    private volatile boolean ended;

    Subscription(String project) {
        this.project = project;
    }

    /** An entry and its place in the feed. */
    public record Item(String id, CascadeView.Live live) {}

    String project() {
        return project;
    }

    /** Never blocks, and offers each event once. */
    synchronized void offer(String id, CascadeView.Live live) {
        if (!offered.add(live.event().eventId())) {
            return;
        }
        if (offered.size() > CAPACITY) {
            offered.remove(offered.iterator().next());
        }
        if (!queue.offer(new Item(id, live))) {
            ended = true;
        }
    }

    /** The next entry; empty when none came in time. */
    public Optional<Item> next(Duration patience) throws InterruptedException {
        @Nullable Item item = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.ofNullable(item);
    }

    public void end() {
        ended = true;
    }

    /** True when the listener was too slow or the service stops. */
    public boolean ended() {
        return ended;
    }
}
