package dev.millrace.messaging.consume;

import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Stored;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.commit.CommittedStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Parks in the service's own store: a parked record is an aggregate like any other, so parking is the same one-document
 * write as everything else, the copy on the parking topic is an outbox entry, and what people do with it is audited.
 */
public final class StoredParking implements Parking {

    private static final AggregateType<ParkedRecord> TYPE = new AggregateType<>("parked", ParkedRecord.class);

    private final String service;
    private final CommittedStore<ParkedRecord> parked;
    private final Clock clock;

    public StoredParking(String service, CommittedAggregates aggregates, Clock clock) {
        this.service = service;
        this.parked = aggregates.committed(TYPE);
        this.clock = clock;
    }

    @Override
    public boolean park(ConsumerRecord<byte[], byte[]> polled, String project, String listener, ParkedException why) {
        var kept = ParkedRecord.of(polled, project, listener, why, clock.instant());
        var outcome = parked.internal(
                service,
                lineage(kept.id()),
                kept.id(),
                state -> state == null ? Decision.apply(kept, "record.parked") : Decision.ignore("parked before"),
                List.of(kept.letter(service)));
        return outcome instanceof Outcome.Applied;
    }

    @Override
    public Optional<ParkedRecord> find(String id) {
        return parked.find(id).map(Stored::state);
    }

    @Override
    public List<ParkedRecord> list(Set<String> projects, int limit) {
        return projects.stream()
                .flatMap(project -> parked.newest(waiting(project), "parkedAt", limit).stream())
                .map(Stored::state)
                .sorted(Comparator.comparing(ParkedRecord::parkedAt).reversed())
                .limit(limit)
                .toList();
    }

    private static Map<String, Object> waiting(String project) {
        return Map.of("status", ParkedRecord.Status.PARKED, "content.project", project);
    }

    @Override
    public long total(Set<String> projects) {
        return projects.stream()
                .mapToLong(project -> parked.count(waiting(project)))
                .sum();
    }

    @Override
    public long waiting() {
        return parked.count(Map.of("status", ParkedRecord.Status.PARKED));
    }

    @Override
    public List<String> retried(Instant since) {
        return parked.idsSince(Map.of("status", ParkedRecord.Status.PARKED, "reason.retried", true), "parkedAt", since);
    }

    @Override
    public void tried(String id, String actor, ParkedRecord.Status status, String detail) {
        parked.internal(
                actor,
                lineage(id),
                id,
                state -> state == null || state.status() != ParkedRecord.Status.PARKED
                        ? Decision.ignore("no longer parked")
                        : Decision.apply(state.tried(status, detail), action(status)));
    }

    private static String action(ParkedRecord.Status status) {
        return switch (status) {
            case PARKED -> "record.retried";
            case HANDLED -> "record.handled";
            case DISCARDED -> "record.discarded";
        };
    }

    private static Lineage lineage(String id) {
        return new Lineage(id, null, 0);
    }
}
