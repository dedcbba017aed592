package dev.millrace.messaging.consume;

import dev.millrace.messaging.ParkedException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Fixture: parked records in memory, all parked at the same instant. */
public final class MemoryParking implements Parking {

    private final Instant now;
    private final Map<String, ParkedRecord> records = new LinkedHashMap<>();

    public MemoryParking(Instant now) {
        this.now = now;
    }

    @Override
    public boolean park(ConsumerRecord<byte[], byte[]> record, String listener, ParkedException why) {
        var parked = ParkedRecord.of(record, listener, why, now);
        return records.putIfAbsent(parked.id(), parked) == null;
    }

    @Override
    public Optional<ParkedRecord> find(String id) {
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public List<ParkedRecord> list(int limit) {
        return records.values().stream()
                .filter(each -> each.status() == ParkedRecord.Status.PARKED)
                .limit(limit)
                .toList();
    }

    @Override
    public long total() {
        return list(Integer.MAX_VALUE).size();
    }

    @Override
    public List<String> retried(Instant since) {
        return list(Integer.MAX_VALUE).stream()
                .filter(each -> each.reason().retried() && each.parkedAt().isAfter(since))
                .map(ParkedRecord::id)
                .toList();
    }

    @Override
    public void tried(String id, String actor, ParkedRecord.Status status, String detail) {
        records.computeIfPresent(id, (same, each) -> each.tried(status, detail));
    }
}
