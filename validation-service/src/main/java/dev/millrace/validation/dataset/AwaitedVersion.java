package dev.millrace.validation.dataset;

import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Lineage;
import java.time.Instant;

/**
 * The aggregate of one version: that it has arrived, with the job of judging it, and whether that is done.
 *
 * @param lineage of the verdict
 */
record AwaitedVersion(Arrival arrival, Lineage lineage, Instant recordedAt, boolean done) {

    static final AggregateType<AwaitedVersion> TYPE = new AggregateType<>("versions", AwaitedVersion.class);

    AwaitedVersion finished() {
        return new AwaitedVersion(arrival, lineage, recordedAt, true);
    }
}
