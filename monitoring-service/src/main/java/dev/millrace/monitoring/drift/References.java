package dev.millrace.monitoring.drift;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.models.ModelPackages;
import java.util.LinkedHashMap;
import java.util.Map;

/** Baselines by the digest of their package; the few in use stay in memory, for a digest never means anything else. */
class References {

    private static final int MAX_KEPT = 64;

    private final ModelPackages packages;
    private final Map<String, Bins> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bins> eldest) {
            return size() > MAX_KEPT;
        }
    };

    References(ArtifactStore artifacts) {
        this.packages = new ModelPackages(artifacts);
    }

    synchronized Bins of(String packageDigest) {
        return kept.computeIfAbsent(
                packageDigest,
                digest -> new Bins(packages.baseline(packages.read(new Digest(digest))), digest.hashCode()));
    }
}
