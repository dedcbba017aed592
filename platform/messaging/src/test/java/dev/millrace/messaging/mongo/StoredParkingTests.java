package dev.millrace.messaging.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.millrace.embedded.EmbeddedDocumentStore;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.commit.MemoryAggregates;
import dev.millrace.messaging.consume.MemoryParking;
import dev.millrace.messaging.consume.ParkedRecord;
import dev.millrace.messaging.consume.StoredParking;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredParkingTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1));

    private EmbeddedDocumentStore store;
    private MongoClient client;
    private MongoStores stores;

    @BeforeEach
    void start(@TempDir Path directory) {
        store = EmbeddedDocumentStore.start(directory, 0);
        client = MongoClients.create(store.uri());
        stores = new MongoStores(Templates.of(client, "parking"));
        stores.of("parked");
        stores.prepare();
    }

    @AfterEach
    void stop() {
        client.close();
        store.close();
    }

    @Test
    void triesWhatWasParkedLatelyHoweverManyWereGivenUpBefore() {
        for (int offset = 0; offset < 250; offset++) {
            park(offset, LONG_AGO, true);
        }
        park(300, NOW, true);
        park(301, NOW, false);

        assertThat(at(NOW).retried(NOW.minusSeconds(600))).containsExactly(id(300));
    }

    @Test
    void listsTheLastParkedFirstAndCountsAllThatWait() {
        park(1, NOW.minusSeconds(1), false);
        park(2, NOW, false);
        park(3, LONG_AGO, false);
        park(4, NOW, false);
        at(NOW).tried(id(4), new ParkedRecord.Treatment("ada", "no use"), ParkedRecord.Status.DISCARDED, "no use");

        assertThat(at(NOW).list(MemoryParking.PROJECTS, null, null, 2))
                .extracting(parked -> parked.place().offset())
                .containsExactly(2L, 1L);
        assertThat(at(NOW).total(MemoryParking.PROJECTS, null)).isEqualTo(3);
    }

    @Test
    void listsPageAfterPageAlsoWhereManyWereParkedAtOnce() {
        for (int offset = 0; offset < 5; offset++) {
            park(offset, NOW, false);
        }
        var first = at(NOW).list(MemoryParking.PROJECTS, "data.arrived", null, 3);
        var second = at(NOW).list(MemoryParking.PROJECTS, "data.arrived", first.getLast(), 3);

        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
        assertThat(at(NOW).list(MemoryParking.PROJECTS, "data.validated", null, 3))
                .isEmpty();
        assertThat(at(NOW).total(MemoryParking.PROJECTS, "data.arrived")).isEqualTo(5);
    }

    @Test
    void keepsAnotherRecordThatWasReadAtTheSamePlace() {
        var unreadable = new ParkedException("SCHEMA_UNKNOWN", "nobody knows it", true);
        var another = new ConsumerRecord<>("data.arrived", 0, 7L, new byte[] {1}, new byte[] {3});

        assertThat(at(NOW).park(record(7), "default", "", unreadable)).isTrue();
        assertThat(at(NOW).park(another, "default", "", unreadable)).isTrue();
        assertThat(at(NOW).park(record(7), "default", "", unreadable)).isFalse();

        assertThat(at(NOW).list(MemoryParking.PROJECTS, null, null, 10))
                .extracting(parked -> parked.content().value())
                .containsExactlyInAnyOrder("Ag==", "Aw==");
    }

    @Test
    void keepsARecordForEachListenerThatCannotHandleIt() {
        var never = new ParkedException("HANDLER_FAILED", "never", false);
        at(NOW).park(record(7), "default", "First", never);
        at(NOW).park(record(7), "default", "Second", never);

        assertThat(at(NOW).list(MemoryParking.PROJECTS, null, null, 10))
                .extracting(ParkedRecord::listener)
                .containsExactlyInAnyOrder("First", "Second");
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>("data.arrived", 0, offset, new byte[] {1}, new byte[] {2});
    }

    private static String id(long offset) {
        return ParkedRecord.of(record(offset), "default", "", new ParkedException("", "", false), NOW)
                .id();
    }

    private void park(long offset, Instant when, boolean retried) {
        at(when).park(record(offset), "default", "", new ParkedException("SCHEMA_UNKNOWN", "nobody knows it", retried));
    }

    private StoredParking at(Instant when) {
        var aggregates = MemoryAggregates.over(stores.of("parked"), collection -> {});
        return new StoredParking("parking", aggregates, Clock.fixed(when, ZoneOffset.UTC));
    }
}
