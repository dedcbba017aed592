package dev.millrace.messaging.consume;

import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Stored;
import dev.millrace.messaging.commit.AggregateDocuments;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.commit.CommittedStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Parks in the service's own store: a parked record is an aggregate like any other, so parking is the same one-document
 * write as everything else, the copy on the parking topic is an outbox entry, and what people do with it is audited.
 */
public final class StoredParking implements Parking {

    private static final AggregateType<ParkedRecord> TYPE = new AggregateType<>("parked", ParkedRecord.class);

    private static final String SWEEP = "sweep";

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
    public List<ParkedRecord> list(
            Set<String> projects, @Nullable String topic, @Nullable ParkedRecord after, int limit) {
        var before = after == null ? null : new AggregateDocuments.Before(after.parkedAt(), after.id());
        return projects.stream()
                .flatMap(project -> parked.newest(waiting(project, topic), "parkedAt", before, limit).stream())
                .map(Stored::state)
                .sorted(ParkedRecord.LAST_PARKED_FIRST)
                .limit(limit)
                .toList();
    }

    private static Map<String, Object> waiting(String project, @Nullable String topic) {
        var waiting = Map.<String, Object>of("status", ParkedRecord.Status.PARKED, "content.project", project);
        if (topic == null) {
            return waiting;
        }
        var ofTopic = new HashMap<>(waiting);
        ofTopic.put("place.topic", topic);
        return ofTopic;
    }

    @Override
    public long total(Set<String> projects, @Nullable String topic) {
        return projects.stream()
                .mapToLong(project -> parked.count(waiting(project, topic)))
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
    public void tried(String id, ParkedRecord.@Nullable Treatment by, ParkedRecord.Status status, String detail) {
        parked.internal(
                by == null ? SWEEP : by.by(),
                lineage(id),
                id,
                state -> state == null || state.status() != ParkedRecord.Status.PARKED
                        ? Decision.ignore("no longer parked")
                        : Decision.apply(state.tried(status, detail, by), action(status)));
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
