package dev.millrace.messaging.local;

import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.commit.Transport;
import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.messaging.consume.ParkedRecord;
import dev.millrace.messaging.consume.ParkedRecord.Status;
import dev.millrace.messaging.consume.Parking;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps parked records in a file, to be seen and tried again, and sends copies to the parking topics afterwards: what the
 * broker does not take holds nothing up. The newest records are kept, and older ones as long as their copies wait.
 */
final class LocalParking implements Parking, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalParking.class);
    private static final Duration PATIENCE = Duration.ofSeconds(125);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** For a file that is just being written. */
    private static final Duration END = Duration.ofSeconds(5);

    private final String service;
    private final Transport transport;
    private final ExecutorService letters;
    private final int limit;
    private final Clock clock;
    private final JsonFile<ParkedRecord> file;
    private final JsonFile<String> lettersFile;

    /** As the file says, never ahead of it. */
    private Map<String, ParkedRecord> parked = new LinkedHashMap<>();

    /** Ids of records whose copies are not yet on the parking topic. */
    private final Set<String> uncopied = new LinkedHashSet<>();

    /**
     * @param letters on which copies are sent; closed with this
     * @param limit of records that are kept
     */
    LocalParking(String service, Transport transport, ExecutorService letters, Path directory, int limit, Clock clock) {
        this.service = service;
        this.transport = transport;
        this.letters = letters;
        this.limit = limit;
        this.clock = clock;
        this.file = new JsonFile<>(directory.resolve("parked.json"), ParkedRecord.class);
        this.lettersFile = new JsonFile<>(directory.resolve("letters.json"), String.class);
        file.read().forEach(each -> parked.put(each.id(), each));
        uncopied.addAll(lettersFile.read());
        uncopied.retainAll(parked.keySet());
        List.copyOf(uncopied).forEach(id -> letters.execute(() -> copy(id)));
    }

    @Override
    public boolean park(ConsumerRecord<byte[], byte[]> polled, String project, String listener, ParkedException why) {
        var kept = ParkedRecord.of(polled, project, listener, why, clock.instant());
        if (!added(kept)) {
            return false;
        }
        letters.execute(() -> copy(kept.id()));
        return true;
    }

    private synchronized boolean added(ParkedRecord each) {
        if (parked.containsKey(each.id())) {
            return false;
        }
        if (uncopied.size() >= limit) {
            throw UnavailableException.broker("the copies of %d parked records wait for their topics".formatted(limit));
        }
        uncopied.add(each.id());
        lettersFile.write(List.copyOf(uncopied));
        keep(each);
        return true;
    }

    private void keep(ParkedRecord each) {
        var next = new LinkedHashMap<>(parked);
        next.put(each.id(), each);
        var oldest = next.keySet().iterator();
        while (next.size() > limit && oldest.hasNext()) {
            if (!uncopied.contains(oldest.next())) {
                oldest.remove();
            }
        }
        file.write(List.copyOf(next.values()));
        parked = next;
    }

    /** Sends one copy, or comes back to it in a minute. */
    private void copy(String id) {
        try {
            var letter = find(id).orElseThrow().letter(service);
            transport.send(letter).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            copied(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            log.error("The copy of the parked record {} waits: {}", id, e.toString());
            CompletableFuture.delayedExecutor(PAUSE.toSeconds(), TimeUnit.SECONDS, letters)
                    .execute(() -> copy(id));
        }
    }

    private synchronized void copied(String id) {
        uncopied.remove(id);
        lettersFile.write(List.copyOf(uncopied));
    }

    @Override
    public void close() {
        letters.shutdownNow();
        try {
            if (!letters.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("A copy of a parked record is still being sent");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized Optional<ParkedRecord> find(String id) {
        return Optional.ofNullable(parked.get(id));
    }

    @Override
    public synchronized List<ParkedRecord> list(
            Set<String> projects, @Nullable String topic, @Nullable ParkedRecord after, int limit) {
        return waiting(projects, topic)
                .filter(each -> after == null || ParkedRecord.LAST_PARKED_FIRST.compare(each, after) > 0)
                .sorted(ParkedRecord.LAST_PARKED_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long total(Set<String> projects, @Nullable String topic) {
        return waiting(projects, topic).count();
    }

    private Stream<ParkedRecord> waiting(Set<String> projects, @Nullable String topic) {
        return allWaiting()
                .filter(each -> projects.contains(each.content().project()))
                .filter(each -> topic == null || each.place().topic().equals(topic));
    }

    @Override
    public synchronized long waiting() {
        return allWaiting().count();
    }

    @Override
    public synchronized List<String> retried(Instant since) {
        return allWaiting()
                .filter(each -> each.reason().retried() && each.parkedAt().isAfter(since))
                .map(ParkedRecord::id)
                .toList();
    }

    private Stream<ParkedRecord> allWaiting() {
        return parked.values().stream().filter(each -> each.status() == Status.PARKED);
    }

    @Override
    public synchronized void tried(String id, ParkedRecord.@Nullable Treatment by, Status status, String detail) {
        var before = parked.get(id);
        if (before != null && before.status() == Status.PARKED) {
            keep(before.tried(status, detail, by));
            log.info("{}: {} by {}", id, status, by == null ? "itself" : by.by());
        }
    }
}
