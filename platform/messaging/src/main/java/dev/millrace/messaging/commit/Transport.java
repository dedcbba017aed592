package dev.millrace.messaging.commit;

import java.util.concurrent.CompletableFuture;

/** Takes entries of outboxes to the broker; a future completes when the broker has acknowledged. */
public interface Transport {

    CompletableFuture<?> send(OutboxEntry.Event event);

    CompletableFuture<?> send(OutboxEntry.DeadLetter letter);
}
