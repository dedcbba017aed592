package dev.millrace.messaging.consume;

import dev.millrace.messaging.ParkedException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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
    public List<ParkedRecord> list(Set<String> projects, int limit) {
        return records.values().stream()
                .filter(each -> each.status() == ParkedRecord.Status.PARKED)
                .filter(each -> projects.contains(each.content().project()))
                .limit(limit)
                .toList();
    }

    @Override
    public long total(Set<String> projects) {
        return list(projects, Integer.MAX_VALUE).size();
    }

    @Override
    public long waiting() {
        return total(PROJECTS);
    }

    @Override
    public List<String> retried(Instant since) {
        return list(PROJECTS, Integer.MAX_VALUE).stream()
                .filter(each -> each.reason().retried() && each.parkedAt().isAfter(since))
                .map(ParkedRecord::id)
                .toList();
    }

    @Override
    public void tried(String id, String actor, ParkedRecord.Status status, String detail) {
        records.computeIfPresent(id, (same, each) -> each.tried(status, detail));
    }
}
