package dev.millrace.monitoring.drift.watch;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.drift.rule.Slices;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.monitoring.estimate.Estimations;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Baselines by the digest of their package. Those used last stay in memory: a digest never comes to mean anything else.
 */
public class Baselines {

    private static final int MAX_KEPT = 64;

    private final ModelPackages packages;
    private final Estimations estimations;
    private final Map<String, BinnedBaseline> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BinnedBaseline> eldest) {
            return size() > MAX_KEPT;
        }
    };

    public Baselines(ArtifactStore artifacts, Estimations estimations) {
        this.packages = new ModelPackages(artifacts);
        this.estimations = estimations;
    }

    /** What a look for a baseline finds. */
    sealed interface Lookup {

        record Found(BinnedBaseline baseline) implements Lookup {}

        /** The package or its baseline is missing or damaged. That is no outage: rows are then counted, and not compared. */
        record Unreadable(String code, String detail) implements Lookup {}
    }

    synchronized Lookup find(String packageDigest) {
        var known = kept.get(packageDigest);
        if (known != null) {
            return new Lookup.Found(known);
        }
        try {
            var manifest = packages.read(new Digest(packageDigest));
            var whole = packages.baseline(manifest);
            var baseline = new BinnedBaseline(
                    Slices.of(whole, packages.sliceBaselines(manifest, whole)),
                    () -> estimations.of(packageDigest, manifest),
                    packageDigest.hashCode());
            kept.put(packageDigest, baseline);
            return new Lookup.Found(baseline);
        } catch (ArtifactMissingException missing) {
            return new Lookup.Unreadable(missing.code(), String.valueOf(missing.getMessage()));
        } catch (ModelRefusedException refused) {
            return new Lookup.Unreadable(refused.code(), String.valueOf(refused.getMessage()));
        }
    }
}
