package dev.millrace.artifacts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an artifact store holds, for whoever removes what nothing refers to. */
public interface ArtifactInventory {

    /**
     * Tells this store from every other one, so that nobody takes what the services of one store say for the truth about
     * another.
     */
    String id();

    /**
     * One page, in the order of digests.
     *
     * @param after the last digest of the page before; null for the first page
     */
    List<StoredArtifact> list(@Nullable Digest after, int limit);

    /**
     * Removes an artifact, unless it was stored again at this time or later. Whoever stores the same bytes at this very moment
     * has them afterwards.
     *
     * @return whether it was removed; false also where there was none
     */
    boolean deleteUnlessStoredSince(Digest digest, Instant time);

    /**
     * One artifact.
     *
     * @param storedAt when it was stored last; storing the same bytes again renews it
     */
    record StoredArtifact(Digest digest, long bytes, Instant storedAt) {}
}
