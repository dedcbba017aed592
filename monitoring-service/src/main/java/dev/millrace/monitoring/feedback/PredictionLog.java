package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Details;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The last predictions of each partition: the newest in memory, and the last {@value #SLOTS} records in the store, each
 * in the place of the one so many before it, so that the log never grows and a restart forgets nothing.
 */
class PredictionLog {

    private static final int SLOTS = 4096;
    private static final int PAGE = 128;
    private static final int MAX_ROWS = 50_000;
    private static final long RELOAD_NANOS = Duration.ofSeconds(10).toNanos();

    private final Details<Answers> stored;
    private final LongSupplier nanoTime;
    private final Map<Integer, Recent> partitions = new HashMap<>();

    PredictionLog(Aggregates aggregates, LongSupplier nanoTime) {
        this.stored = aggregates.details("predictions", Answers.class);
        this.nanoTime = nanoTime;
    }

    /** A prediction with the record it stands in. */
    record Found(Answers record, Answer answer) {}

    synchronized void add(Answers record) {
        stored.put(id(record), record);
        recent(record.partition()).add(record);
    }

    synchronized Optional<Found> find(int partition, String predictionId) {
        Recent recent = recent(partition);
        Found found = recent.byId.get(predictionId);
        if (found == null && recent.mayBeStale(nanoTime.getAsLong())) {
            load(partition, recent);
            found = recent.byId.get(predictionId);
        }
        return Optional.ofNullable(found);
    }

    private Recent recent(int partition) {
        return partitions.computeIfAbsent(partition, number -> new Recent());
    }

    private void load(int partition, Recent recent) {
        String prefix = prefix(partition);
        List<Answers> page = stored.list(prefix, PAGE);
        while (!page.isEmpty()) {
            page.forEach(recent::add);
            page = stored.list(prefix, id(page.getLast()), PAGE);
        }
        recent.loadedAt = nanoTime.getAsLong();
    }

    private static String id(Answers record) {
        return "%s%04d".formatted(prefix(record.partition()), record.offset() % SLOTS);
    }

    private static String prefix(int partition) {
        return "%06d/".formatted(partition);
    }

    /** The newest rows of one partition; the lowest offsets leave first. */
    private static final class Recent {

        private final TreeMap<Long, Answers> byOffset = new TreeMap<>();
        private final Map<String, Found> byId = new HashMap<>();
        private @Nullable Long loadedAt;

        void add(Answers record) {
            if (byOffset.putIfAbsent(record.offset(), record) != null) {
                return;
            }
            record.rows().forEach(row -> byId.put(row.predictionId(), new Found(record, row)));
            while (byId.size() > MAX_ROWS && byOffset.size() > 1) {
                byOffset.pollFirstEntry().getValue().rows().forEach(row -> byId.remove(row.predictionId()));
            }
        }

        boolean mayBeStale(long now) {
            return loadedAt == null || now - loadedAt > RELOAD_NANOS;
        }
    }
}
