package dev.millrace.local.garbage;

import dev.millrace.artifacts.ArtifactInventory;
import dev.millrace.artifacts.ArtifactInventory.StoredArtifact;
import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.local.client.Api;
import dev.millrace.local.stack.Complaint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks the artifact store and takes what no service refers to and what has not been stored again within the grace. Each removal is
 * whole by itself, so whoever is interrupted has removed less, and the next call goes on.
 */
public final class CollectGarbage {

    private static final int PAGE = 1_000;

    private final ArtifactInventory store;
    private final AskServices services;
    private final InstantSource clock;

    CollectGarbage(ArtifactInventory store, AskServices services, InstantSource clock) {
        this.store = store;
        this.services = services;
        this.clock = clock;
    }

    /** Of the store in a directory that services use. */
    public static Report in(
            Path directory, Api api, InstantSource clock, Duration grace, boolean dryRun, Consumer<Removed> listener) {
        if (!Files.isDirectory(directory)) {
            throw new Complaint("there is no artifact store in " + directory);
        }
        try (var store = new LocalArtifactStore(directory)) {
            return new CollectGarbage(store, new AskServices(api, store.id()), clock).collect(grace, dryRun, listener);
        }
    }

    /** An artifact that is gone, or would be. */
    public record Removed(StoredArtifact artifact, String reason) {}

    /**
     * What came of it.
     *
     * @param removed artifacts that are gone, or would be
     * @param bytes that these had
     * @param needed artifacts that stay because a service refers to them
     * @param young artifacts that stay because they were stored within the grace
     */
    public record Report(long removed, long bytes, long needed, long young) {

        static final Report EMPTY = new Report(0, 0, 0, 0);

        Report plusNeeded() {
            return new Report(removed, bytes, needed + 1, young);
        }

        Report plusYoung() {
            return new Report(removed, bytes, needed, young + 1);
        }

        Report plusRemoved(StoredArtifact artifact) {
            return new Report(removed + 1, bytes + artifact.bytes(), needed, young);
        }
    }

    /** @param listener hears of each artifact as it goes */
    Report collect(Duration grace, boolean dryRun, Consumer<Removed> listener) {
        // Before anybody is asked: what is stored and referred to after an answer is younger than this.
        var youngest = clock.instant().minus(grace);
        var references = services.ask();
        var report = Report.EMPTY;
        List<StoredArtifact> page;
        @Nullable Digest last = null;
        do {
            page = store.list(last, PAGE);
            for (StoredArtifact artifact : page) {
                last = artifact.digest();
                if (references.isNeeded(last)) {
                    report = report.plusNeeded();
                } else if (artifact.storedAt().isBefore(youngest)
                        && (dryRun || store.deleteUnlessStoredSince(last, youngest))) {
                    report = report.plusRemoved(artifact);
                    listener.accept(new Removed(artifact, reason(references, last)));
                } else {
                    report = report.plusYoung();
                }
            }
        } while (page.size() == PAGE);
        return report;
    }

    private static String reason(References references, Digest artifact) {
        return Objects.requireNonNullElse(references.reason(artifact), "nothing refers to it");
    }
}
