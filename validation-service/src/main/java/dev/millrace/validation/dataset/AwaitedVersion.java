package dev.millrace.validation.dataset;

import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Lineage;
import java.time.Instant;

/**
 * The aggregate of one version: that it has arrived, with the job of judging it, and whether that is done.
 *
 * @param lineage of the verdict
 * @param round how often a person had it judged again
 */
record AwaitedVersion(Arrival arrival, Lineage lineage, Instant recordedAt, boolean done, int round) {

    static final AggregateType<AwaitedVersion> TYPE = new AggregateType<>("versions", AwaitedVersion.class);

    AwaitedVersion finished() {
        return new AwaitedVersion(arrival, lineage, recordedAt, true, round);
    }

    AwaitedVersion again(Lineage of, Instant now) {
        return new AwaitedVersion(arrival, of, now, false, round + 1);
    }
}
