package dev.millrace.messaging.commit;

import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision.Apply;
import dev.millrace.messaging.trail.LogContext;
import dev.millrace.messaging.wire.Envelopes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log and in the metrics what was decided about the aggregates of one type. */
final class ChangeLog {

    private static final Logger log = LoggerFactory.getLogger(ChangeLog.class);

    private final String collection;
    private final String source;
    private final boolean derived;
    private final MeterRegistry meters;
    private final Counter ignored;

    /**
     * @param derived see {@link dev.millrace.messaging.AggregateType}; what decides nothing is not told
     */
    ChangeLog(String service, String collection, boolean derived, MeterRegistry meters) {
        this.collection = collection;
        this.source = service + ":" + collection;
        this.derived = derived;
        this.meters = meters;
        this.ignored = Counter.builder("millrace.messaging.ignored")
                .description("copies of events and repeated requests that were recognised and not handled twice")
                .register(meters);
    }

    /** A copy of what was handled before. */
    void repeated() {
        ignored.increment();
    }

    /** A change that is written. Names and ids only: what is in the state, or who asked for it, is for the audit. */
    void written(Cause cause, Apply<?> apply, Change change) {
        if (derived) {
            return;
        }
        Counter.builder("millrace.messaging.changes")
                .description("decisions that were stored")
                .tag("collection", collection)
                .tag("action", apply.action())
                .register(meters)
                .increment();
        if (log.isInfoEnabled()) {
            try (var _ = LogContext.within(cause.lineage(), pipeline(apply))) {
                log.info(
                        "{} of {}:{}, revision {}, announces {}",
                        apply.action(),
                        source,
                        change.id(),
                        change.revision(),
                        apply.announcements().stream()
                                .map(each -> each.topic().name())
                                .toList());
            }
        }
    }

    /** As the events of the change say; null where they name none. */
    private static @Nullable String pipeline(Apply<?> apply) {
        return apply.announcements().stream()
                .map(Announcement::event)
                .map(Envelopes::pipeline)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
