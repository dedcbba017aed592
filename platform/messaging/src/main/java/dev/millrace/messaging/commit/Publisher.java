package dev.millrace.messaging.commit;

import dev.millrace.faults.FaultPoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** Sends what an outbox holds for the broker, and returns with its acknowledgement. */
final class Publisher {

    private final Transport transport;
    private final Duration patience;
    private final Semaphore atWork;
    private final MeterRegistry meters;
    private final PostponedLetters postponed = new PostponedLetters(System::nanoTime);

    /**
     * @param patience with one acknowledgement
     * @param atWork of which the caller has a permit
     */
    Publisher(Transport transport, Duration patience, Semaphore atWork, MeterRegistry meters) {
        this.transport = transport;
        this.patience = patience;
        this.atWork = atWork;
        this.meters = meters;
    }

    /** False for what is not published, and where a letter must wait and those behind it need not. */
    boolean publish(OutboxEntry entry) {
        return switch (entry) {
            case OutboxEntry.Event event -> {
                FaultPoint.RELAY_BEFORE_SEND.reached();
                if (FaultPoint.ACKNOWLEDGEMENT_AWAITED.skipped()) {
                    yield true;
                }
                await(() -> {
                    var acknowledgement = transport.send(event);
                    FaultPoint.RELAY_AFTER_SEND.reached();
                    return acknowledgement;
                });
                count(event.topic());
                FaultPoint.RELAY_AFTER_ACK.reached();
                yield true;
            }
            case OutboxEntry.DeadLetter letter -> !postponed.contains(letter) && post(letter);
            case OutboxEntry.Audit audit -> false;
            case OutboxEntry.ReadModelWrite write -> false;
        };
    }

    private void count(String topic) {
        Counter.builder("millrace.messaging.published")
                .description("events that the broker has acknowledged")
                .tag("topic", topic)
                .register(meters)
                .increment();
    }

    private boolean post(OutboxEntry.DeadLetter letter) {
        try {
            await(() -> transport.send(letter));
            return true;
        } catch (RuntimeException e) {
            if (postponed.add(letter, e)) {
                return false;
            }
            throw e;
        }
    }

    /** Sends, and lets another task use the store until the broker has acknowledged. */
    private void await(Supplier<CompletableFuture<?>> sending) {
        atWork.release();
        try {
            sending.get().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker did not acknowledge", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the broker", e);
        } finally {
            atWork.acquireUninterruptibly();
        }
    }
}
