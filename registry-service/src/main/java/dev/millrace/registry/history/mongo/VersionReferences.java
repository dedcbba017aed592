package dev.millrace.registry.history.mongo;

import dev.millrace.artifacts.ArtifactReferences;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.models.ModelPackages;
import dev.millrace.registry.history.KeptVersions;
import dev.millrace.registry.history.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Packages of versions. Approved versions may serve again and waiting ones may be approved, so they need theirs. A rejected version is
 * freed once so many were rejected after it that its pipeline keeps no more.
 */
@Component
class VersionReferences implements ArtifactReferences {

    private final VersionDocuments documents;
    private final KeptVersions keptVersions;
    private final ModelPackages packages;

    VersionReferences(VersionDocuments documents, KeptVersions keptVersions, ArtifactStore artifacts) {
        this.documents = documents;
        this.keptVersions = keptVersions;
        this.packages = new ModelPackages(artifacts);
    }

    @Override
    public String source() {
        return "versions";
    }

    @Override
    public Page after(String id, int limit) {
        var oldestKept = new HashMap<String, Integer>();
        return Page.of(
                documents.findByIdGreaterThanOrderById(id, Limit.of(limit)),
                limit,
                VersionDocument::id,
                version -> List.of(reference(version, oldestKept)));
    }

    private Reference reference(VersionDocument document, Map<String, Integer> oldestKept) {
        var digest = document.version().training().packageDigest();
        if (document.status() == Version.Status.REJECTED
                && document.number() < oldestKept.computeIfAbsent(document.modelId(), this::oldestKept)) {
            var why = "version %d of %s was rejected, and its pipeline keeps younger ones only"
                    .formatted(document.number(), document.modelId());
            return new Reference.Freed(digest, why);
        }
        return new Reference.Needed(packages.artifacts(digest));
    }

    /** Number of the oldest rejected version that is kept; 0 where all are. */
    private int oldestKept(String modelId) {
        OptionalInt last = keptVersions.rejected(modelId);
        if (last.isEmpty()) {
            return 0;
        }
        if (last.getAsInt() == 0) {
            return Integer.MAX_VALUE;
        }
        var newest = documents.findByModelIdAndStatusOrderByNumberDesc(
                modelId, Version.Status.REJECTED, Limit.of(last.getAsInt()));
        return newest.size() < last.getAsInt() ? 0 : newest.getLast().number();
    }
}
