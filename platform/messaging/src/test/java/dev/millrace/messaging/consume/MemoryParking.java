package dev.millrace.messaging.consume;

import dev.millrace.messaging.ParkedException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Fixture: parked records in memory, all parked at the same instant. */
public final class MemoryParking implements Parking {

    /** The projects of all records that tests park. */
    public static final Set<String> PROJECTS = Set.of("default", ParkedRecord.NO_PROJECT);

    private final Instant now;
    private final Map<String, ParkedRecord> records = new LinkedHashMap<>();

    public MemoryParking(Instant now) {
        this.now = now;
    }

    @Override
    public boolean park(ConsumerRecord<byte[], byte[]> record, String project, String listener, ParkedException why) {
        var parked = ParkedRecord.of(record, project, listener, why, now);
        return records.putIfAbsent(parked.id(), parked) == null;
    }

    @Override
    public Optional<ParkedRecord> find(String id) {
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public List<ParkedRecord> list(
            Set<String> projects, @Nullable String topic, @Nullable ParkedRecord after, int limit) {
        return records.values().stream()
                .filter(each -> each.status() == ParkedRecord.Status.PARKED)
                .filter(each -> topic == null || each.place().topic().equals(topic))
                .filter(each -> after == null || ParkedRecord.LAST_PARKED_FIRST.compare(each, after) > 0)
                .filter(each -> projects.contains(each.content().project()))
                .limit(limit)
                .toList();
    }

    @Override
    public long total(Set<String> projects, @Nullable String topic) {
        return list(projects, topic, null, Integer.MAX_VALUE).size();
    }

    @Override
    public long waiting() {
        return total(PROJECTS, null);
    }

    @Override
    public List<String> retried(Instant since) {
        return list(PROJECTS, null, null, Integer.MAX_VALUE).stream()
                .filter(each -> each.reason().retried() && each.parkedAt().isAfter(since))
                .map(ParkedRecord::id)
                .toList();
    }

    @Override
    public void tried(String id, ParkedRecord.@Nullable Treatment by, ParkedRecord.Status status, String detail) {
        records.computeIfPresent(id, (same, each) -> each.tried(status, detail, by));
    }
}
