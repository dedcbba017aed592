package dev.millrace.artifacts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an artifact store holds, for whoever removes what nothing refers to. */
public interface ArtifactInventory {

    /**
     * One page, in the order of digests.
     *
     * @param after the last digest of the page before; null for the first page
     */
    List<StoredArtifact> list(@Nullable Digest after, int limit);

    /** Removes an artifact; false where there was none. */
    boolean delete(Digest digest);

    /**
     * One artifact.
     *
     * @param storedAt when it was stored last; storing the same bytes again renews it
     */
    record StoredArtifact(Digest digest, long bytes, Instant storedAt) {}
}
