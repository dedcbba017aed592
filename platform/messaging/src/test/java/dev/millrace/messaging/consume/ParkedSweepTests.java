package dev.millrace.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.MemoryRegistry;
import dev.millrace.messaging.wire.SchemaIds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ParkedSweepTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aRecordThatOnlyBatchesTakeStaysParkedAndSaysWhy() {
        var parking = new OneRecord();
        var polled = new ConsumerRecord<>("inference.logged", 0, 7L, new byte[] {1}, new byte[] {2});
        parking.park(polled, new ParkedException("SCHEMA_UNKNOWN", "nobody knows it", true));
        var registry = new MemoryRegistry();
        var reader = new EventReader(new Codec(new SchemaIds(registry, registry, true, Duration.ZERO)));

        try (var threads = Executors.newSingleThreadExecutor()) {
            var meters = new SimpleMeterRegistry();
            var gaps = new Gaps(meters);
            var deliveries = new Deliveries(
                    List.of(),
                    reader,
                    gaps,
                    new HandOverTimes(meters, Clock.systemUTC()),
                    threads,
                    Duration.ofSeconds(1));
            new ParkedSweep(parking, deliveries, Duration.ofMinutes(10), Clock.fixed(NOW, ZoneOffset.UTC)).sweep();
        }

        var kept = parking.list(1).getFirst();
        assertThat(kept.status()).isEqualTo(ParkedRecord.Status.PARKED);
        assertThat(kept.code()).isEqualTo("SCHEMA_UNKNOWN");
        assertThat(kept.detail()).startsWith("TOO_LATE");
    }

    /** A place for one. */
    private static final class OneRecord implements Parking {

        private Optional<ParkedRecord> record = Optional.empty();

        @Override
        public void park(ConsumerRecord<byte[], byte[]> polled, ParkedException why) {
            record = Optional.of(ParkedRecord.of(polled, why, NOW));
        }

        @Override
        public Optional<ParkedRecord> find(String id) {
            return record.filter(each -> each.id().equals(id));
        }

        @Override
        public List<ParkedRecord> list(int limit) {
            return record.stream().toList();
        }

        @Override
        public List<ParkedRecord> retried(int limit) {
            return record.filter(ParkedRecord::retried).stream().toList();
        }

        @Override
        public void tried(String id, String actor, ParkedRecord.Status status, String detail) {
            record = find(id).map(each -> each.tried(status, detail));
        }
    }
}
