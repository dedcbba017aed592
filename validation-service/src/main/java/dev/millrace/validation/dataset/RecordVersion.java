package dev.millrace.validation.dataset;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import java.time.Clock;

/** Records that a version is to be judged; a worker does that, so that whoever hears of versions is never busy. */
public final class RecordVersion {

    private final AggregateStore<AwaitedVersion> versions;
    private final ArtifactStore artifacts;
    private final Clock clock;

    RecordVersion(AggregateStore<AwaitedVersion> versions, ArtifactStore artifacts, Clock clock) {
        this.versions = versions;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    /** @throws ParkedException where a file of the version is not there, or not yet */
    public void record(Arrival arrival, Received<?> cause) {
        arrival.digests().forEach(this::require);
        var columns = arrival.columns().digest();
        if (columns != null) {
            require(new Digest(columns));
        }
        versions.on(
                cause,
                arrival.versionId(),
                state -> state == null
                        ? Decision.apply(
                                        new AwaitedVersion(
                                                arrival, cause.envelope().effect(), clock.instant(), false, 0),
                                        "version.recorded")
                                .with(new JobChange.Request("judge"))
                        : Decision.ignore("the version was recorded before"));
    }

    private void require(Digest digest) {
        if (!artifacts.contains(digest)) {
            throw new ParkedException("ARTIFACT_MISSING", "artifact " + digest + " is not in the store", true);
        }
    }
}
