package dev.millrace.messaging.commit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of parked records that the broker would not take, because their topic is missing or too small for them. The
 * records themselves are safe in the store, so the copies wait a minute between attempts and hold nothing else up.
 */
final class PostponedLetters {

    private static final Logger log = LoggerFactory.getLogger(PostponedLetters.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final LongSupplier nanos;

    /** Topics, and ids of single records, with when they were refused. */
    private final Map<String, Long> refused = new ConcurrentHashMap<>();

    /**
     * @param nanos a monotonic clock
     */
    PostponedLetters(LongSupplier nanos) {
        this.nanos = nanos;
    }

    boolean contains(OutboxEntry.DeadLetter letter) {
        return isPostponed(letter.topic()) || isPostponed(letter.origin());
    }

    private boolean isPostponed(String what) {
        var since = refused.get(what);
        return since != null && nanos.getAsLong() - since < PAUSE.toNanos();
    }

    /** Postpones the letter where the broker refused it; false where the broker is away, which is no fault of the letter. */
    boolean add(OutboxEntry.DeadLetter letter, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var what = refusedBecauseOf(cause, letter);
            if (what != null) {
                refused.put(what, nanos.getAsLong());
                log.error(
                        "The copy of the parked record {} waits for {}: {}",
                        letter.origin(),
                        letter.topic(),
                        cause.getMessage());
                return true;
            }
        }
        return false;
    }

    private static @Nullable String refusedBecauseOf(Throwable cause, OutboxEntry.DeadLetter letter) {
        if (cause instanceof UnknownTopicOrPartitionException || cause instanceof InvalidTopicException) {
            return letter.topic();
        }
        return cause instanceof RecordTooLargeException ? letter.origin() : null;
    }
}
