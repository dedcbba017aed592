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
 * The newest predictions of each partition, in memory and in the store alike: a restart forgets nothing, and what is
 * too old for the one leaves the other.
 */
class PredictionLog {

    static final int MAX_RECORDS = 4096;
    static final int MAX_ROWS = 50_000;

    private static final int PAGE = 128;

    /** Records that may leave the memory before they leave the store. */
    private static final int LEAVE_TOGETHER = 64;

    private static final long RELOAD_NANOS = Duration.ofSeconds(10).toNanos();

    private final Details<PackedAnswers> stored;
    private final LongSupplier nanoTime;
    private final Map<Integer, Recent> partitions = new HashMap<>();

    PredictionLog(Aggregates aggregates, LongSupplier nanoTime) {
        this.stored = aggregates.details("predictions", PackedAnswers.class);
        this.nanoTime = nanoTime;
    }

    /** A prediction with the record it stands in. */
    record Found(Answers record, Answer answer) {}

    synchronized void add(Answers record) {
        Recent recent = recent(record.partition());
        stored.put(id(record.partition(), record.offset()), PackedAnswers.of(record));
        recent.add(record);
        if (recent.left >= LEAVE_TOGETHER) {
            stored.forgetOlder(prefix(record.partition()), id(record.partition(), recent.oldest()));
            recent.left = 0;
        }
    }

    synchronized Optional<Found> find(int partition, String predictionId) {
        Recent recent = recent(partition);
        Found found = recent.byId.get(predictionId);
        if (found == null && nanoTime.getAsLong() - recent.loadedAt > RELOAD_NANOS) {
            load(partition, recent);
            found = recent.byId.get(predictionId);
        }
        return Optional.ofNullable(found);
    }

    private Recent recent(int partition) {
        @Nullable Recent known = partitions.get(partition);
        if (known != null) {
            return known;
        }
        var recent = new Recent();
        load(partition, recent);
        partitions.put(partition, recent);
        return recent;
    }

    /** Newest first, until no more are kept. */
    private void load(int partition, Recent recent) {
        String prefix = prefix(partition);
        List<PackedAnswers> page = stored.list(prefix, PAGE);
        while (!page.isEmpty()
                && page.stream().allMatch(packed -> recent.has(packed.offset()) || recent.add(packed.unpacked()))) {
            page = stored.list(prefix, id(partition, page.getLast().offset()), PAGE);
        }
        recent.loadedAt = nanoTime.getAsLong();
    }

    private static String id(int partition, long offset) {
        return "%s%019d".formatted(prefix(partition), offset);
    }

    private static String prefix(int partition) {
        return "%06d/".formatted(partition);
    }

    /** The newest rows of one partition; the lowest offsets leave first. */
    private static final class Recent {

        private final TreeMap<Long, Answers> byOffset = new TreeMap<>();
        private final Map<String, Found> byId = new HashMap<>();
        private long loadedAt;
        private int left;

        /** False where the record is too old to be kept. */
        boolean add(Answers record) {
            if (byOffset.putIfAbsent(record.offset(), record) == null) {
                record.rows().forEach(row -> byId.put(row.predictionId(), new Found(record, row)));
            }
            while (byOffset.size() > 1 && (byOffset.size() > MAX_RECORDS || byId.size() > MAX_ROWS)) {
                byOffset.pollFirstEntry().getValue().rows().forEach(row -> byId.remove(row.predictionId()));
                left++;
            }
            return has(record.offset());
        }

        boolean has(long offset) {
            return byOffset.containsKey(offset);
        }

        long oldest() {
            return byOffset.firstKey();
        }
    }
}
