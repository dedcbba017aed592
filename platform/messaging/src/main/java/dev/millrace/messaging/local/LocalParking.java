package dev.millrace.messaging.local;

import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.commit.Transport;
import dev.millrace.messaging.consume.ParkedRecord;
import dev.millrace.messaging.consume.ParkedRecord.Status;
import dev.millrace.messaging.consume.Parking;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parks on the parking topic, and keeps the newest records in a file to be seen and tried again. */
final class LocalParking implements Parking {

    private static final Logger log = LoggerFactory.getLogger(LocalParking.class);
    private static final int KEPT = 200;
    private static final long PATIENCE_SECONDS = 125;

    private final String service;
    private final Transport transport;
    private final Clock clock;
    private final JsonFile<ParkedRecord> file;
    private final Map<String, ParkedRecord> parked = new LinkedHashMap<>();

    LocalParking(String service, Transport transport, Path directory, Clock clock) {
        this.service = service;
        this.transport = transport;
        this.clock = clock;
        this.file = new JsonFile<>(directory.resolve("parked.json"), ParkedRecord.class);
        file.read().forEach(each -> parked.put(each.id(), each));
    }

    @Override
    public synchronized void park(ConsumerRecord<byte[], byte[]> polled, ParkedException why) {
        var kept = ParkedRecord.of(polled, why, clock.instant());
        if (parked.containsKey(kept.id())) {
            return;
        }
        publish(new OutboxEntry.DeadLetter(
                kept.id(),
                polled.topic() + "." + service + ".dlt",
                polled.key() == null ? null : new Binary(polled.key()),
                polled.value() == null ? null : new Binary(polled.value()),
                why.code(),
                kept.id()));
        keep(kept);
    }

    private void publish(OutboxEntry.DeadLetter letter) {
        try {
            transport.send(letter).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker did not take the parked record " + letter.id(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while parking " + letter.id(), e);
        }
    }

    private void keep(ParkedRecord each) {
        parked.put(each.id(), each);
        var oldest = parked.keySet().iterator();
        while (parked.size() > KEPT) {
            oldest.next();
            oldest.remove();
        }
        file.write(List.copyOf(parked.values()));
    }

    @Override
    public synchronized Optional<ParkedRecord> find(String id) {
        return Optional.ofNullable(parked.get(id));
    }

    @Override
    public synchronized List<ParkedRecord> list(int limit) {
        return waiting()
                .sorted(Comparator.comparing(ParkedRecord::parkedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long total() {
        return waiting().count();
    }

    @Override
    public synchronized List<String> retried(Instant since) {
        return waiting()
                .filter(each -> each.retried() && each.parkedAt().isAfter(since))
                .map(ParkedRecord::id)
                .toList();
    }

    private Stream<ParkedRecord> waiting() {
        return parked.values().stream().filter(each -> each.status() == Status.PARKED);
    }

    @Override
    public synchronized void tried(String id, String actor, Status status, String detail) {
        var before = parked.get(id);
        if (before != null && before.status() == Status.PARKED) {
            keep(before.tried(status, detail));
            log.info("{}: {} by {}", id, status, actor);
        }
    }
}
