package dev.millrace.monitoring.estimate;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Estimators by the digest of the package whose test rows they are fitted to. Those used last stay in memory: a digest never comes to mean
 * anything else.
 */
public class Estimations {

    static final int MOST_CLASSES = 100;

    private static final int MAX_KEPT = 64;

    private final ModelPackages packages;
    private final ReadTestAnswers answers;
    private final Map<String, Estimation> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Estimation> eldest) {
            return size() > MAX_KEPT;
        }
    };

    public Estimations(ArtifactStore artifacts, ReadTestAnswers answers) {
        this.packages = new ModelPackages(artifacts);
        this.answers = answers;
    }

    /** What is missing or damaged is no outage: there is no estimate then, until this process starts anew. */
    public synchronized Estimation of(String packageDigest) {
        var known = kept.get(packageDigest);
        if (known != null) {
            return known;
        }
        var estimation = estimation(packageDigest);
        kept.put(packageDigest, estimation);
        return estimation;
    }

    private Estimation estimation(String packageDigest) {
        try {
            return estimation(packages.read(new Digest(packageDigest)), packageDigest.hashCode());
        } catch (ArtifactMissingException missing) {
            return new Estimation.Impossible(missing.code(), "the test rows: " + missing.getMessage());
        } catch (ModelRefusedException refused) {
            return new Estimation.Impossible(refused.code(), "the test rows: " + refused.getMessage());
        }
    }

    private Estimation estimation(ModelPackage manifest, long seed) {
        if (manifest.classes().size() > MOST_CLASSES) {
            return new Estimation.Impossible(
                    "TOO_MANY_CLASSES",
                    "%d classes; estimates are made of up to %d"
                            .formatted(manifest.classes().size(), MOST_CLASSES));
        }
        var test = answers.of(manifest);
        return test.rows() < PerformanceEstimator.FEWEST_ROWS
                ? new Estimation.Impossible(
                        "TOO_FEW_TEST_ROWS",
                        "%d test rows; estimates are made from %d on"
                                .formatted(test.rows(), PerformanceEstimator.FEWEST_ROWS))
                : new Estimation.Possible(PerformanceEstimator.of(test, seed));
    }
}
