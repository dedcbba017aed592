package dev.millrace.messaging.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.messaging.Await;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.commit.Transport;
import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.messaging.consume.MemoryParking;
import dev.millrace.messaging.consume.ParkedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalParkingTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final Letters letters = new Letters();

    @Test
    void keepsARecordThatTheParkingTopicRefuses() {
        letters.answer = CompletableFuture.failedFuture(new RecordTooLargeException("2 MB"));
        try (var parking = parking()) {
            assertThat(park(parking, 1, true)).isTrue();

            Await.until(() -> letters.sent.size() == 1);
            assertThat(parking.list(MemoryParking.PROJECTS, null, null, 10))
                    .extracting(ParkedRecord::id)
                    .containsExactly(id(1));
        }
    }

    @Test
    void answersWhileTheBrokerDoesNot() {
        letters.answer = new CompletableFuture<>();
        try (var parking = parking()) {
            assertThat(park(parking, 1, true)).isTrue();
            Await.until(() -> letters.sent.size() == 1);

            assertThat(parking.total(MemoryParking.PROJECTS, null)).isEqualTo(1);
        }
    }

    @Test
    void sendsACopyOnceAlsoAfterARestart() {
        letters.answer = new CompletableFuture<>();
        try (var parking = parking()) {
            park(parking, 1, true);
            Await.until(() -> letters.sent.size() == 1);
        }
        letters.answer = CompletableFuture.completedFuture("done");
        try (var parking = parking()) {
            Await.until(() -> letters.sent.size() == 2);
            park(parking, 2, true);
            Await.until(() -> letters.sent.size() == 3 && everyCopyIsSent());
        }
        try (var parking = parking()) {
            assertThat(park(parking, 2, true)).isFalse();
            park(parking, 3, true);
            Await.until(() -> letters.sent.size() == 4);
        }

        assertThat(letters.sent).extracting(OutboxEntry.DeadLetter::origin).containsExactly(id(1), id(1), id(2), id(3));
        var letter = letters.sent.remove();
        assertThat(letter.topic()).isEqualTo("model.approved.serving.dlt");
        assertThat(letter.code()).isEqualTo("SCHEMA_UNKNOWN");
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNotNull();
    }

    @Test
    void keepsTheNewestAndWhatItHasNoCopyOf() {
        letters.answer = new CompletableFuture<>();
        try (var parking = parking()) {
            park(parking, 1, false);
            park(parking, 2, false);
            assertThatThrownBy(() -> park(parking, 3, false)).isInstanceOf(UnavailableException.class);
            assertThat(parking.find(id(3))).isEmpty();

            letters.answer.complete("done");
            Await.until(this::everyCopyIsSent);
            park(parking, 3, false);

            assertThat(parking.list(MemoryParking.PROJECTS, null, null, 10))
                    .extracting(parked -> parked.place().offset())
                    .containsExactly(3L, 2L);
        }
    }

    @Test
    void namesThoseThatTimeMayCureAndRemembersWhatBecameOfThem() {
        letters.answer = CompletableFuture.completedFuture("done");
        try (var parking = parking()) {
            park(parking, 1, true);
            park(parking, 2, false);

            assertThat(parking.retried(NOW.minusSeconds(1))).containsExactly(id(1));
            assertThat(parking.retried(NOW)).isEmpty();
            parking.tried(id(1), null, ParkedRecord.Status.HANDLED, "");
            assertThat(parking.retried(NOW.minusSeconds(1))).isEmpty();
        }
        try (var parking = parking()) {
            assertThat(parking.total(MemoryParking.PROJECTS, null)).isEqualTo(1);
            assertThat(parking.find(id(1)).orElseThrow().status()).isEqualTo(ParkedRecord.Status.HANDLED);
        }
    }

    private LocalParking parking() {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new LocalParking("serving", letters, Executors.newSingleThreadExecutor(), directory, 2, clock);
    }

    private boolean everyCopyIsSent() {
        try {
            return Files.readString(directory.resolve("letters.json")).equals("[]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("NullAway") // A record may lack its key; Kafka's record is not annotated.
    private static boolean park(LocalParking parking, long offset, boolean retried) {
        return parking.park(
                record(offset), "default", "", new ParkedException("SCHEMA_UNKNOWN", "nobody knows it", retried));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        var value = "no event".getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<byte[], byte[]>("model.approved", 0, offset, null, value);
    }

    private static String id(long offset) {
        return ParkedRecord.of(record(offset), "default", "", new ParkedException("", "", false), NOW)
                .id();
    }

    /** What was sent, and what the broker says to it. */
    private static final class Letters implements Transport {

        private final Queue<OutboxEntry.DeadLetter> sent = new ConcurrentLinkedQueue<>();
        private volatile CompletableFuture<Object> answer = new CompletableFuture<>();

        @Override
        public CompletableFuture<?> send(OutboxEntry.Event event) {
            throw new UnsupportedOperationException("only copies are sent");
        }

        @Override
        public CompletableFuture<?> send(OutboxEntry.DeadLetter letter) {
            sent.add(letter);
            return answer;
        }
    }
}
