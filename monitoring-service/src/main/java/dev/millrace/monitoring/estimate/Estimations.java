package dev.millrace.monitoring.estimate;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Estimators by the digest of the package whose test rows they are fitted to. Those used last stay in memory: a digest never comes to mean
 * anything else. What is missing or damaged may come back, so it is looked for again after a while.
 */
public class Estimations {

    static final int MOST_CLASSES = 100;

    private static final int MAX_KEPT = 64;
    private static final Duration UNTIL_NEXT_LOOK = Duration.ofMinutes(1);

    private final ModelPackages packages;
    private final ReadTestAnswers answers;
    private final InstantSource clock;
    private final Map<String, Known> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MAX_KEPT;
        }
    };

    public Estimations(ArtifactStore artifacts, ReadTestAnswers answers, InstantSource clock) {
        this.packages = new ModelPackages(artifacts);
        this.answers = answers;
        this.clock = clock;
    }

    /** @param until null for good */
    private record Known(Estimation estimation, @Nullable Instant until) {}

    /** What is missing or damaged is no outage: there is no estimate until it is back. */
    public Estimation of(String packageDigest) {
        return of(packageDigest, () -> packages.read(new Digest(packageDigest)));
    }

    /** The same for a package that was read already. */
    public Estimation of(String packageDigest, ModelPackage manifest) {
        return of(packageDigest, () -> manifest);
    }

    private synchronized Estimation of(String packageDigest, Supplier<ModelPackage> manifest) {
        var known = kept.get(packageDigest);
        if (known == null || (known.until != null && !clock.instant().isBefore(known.until))) {
            known = look(manifest, packageDigest.hashCode());
            kept.put(packageDigest, known);
        }
        return known.estimation;
    }

    private Known look(Supplier<ModelPackage> manifest, long seed) {
        try {
            return new Known(estimation(manifest.get(), seed), null);
        } catch (ArtifactMissingException missing) {
            return notNow(missing.code(), missing);
        } catch (ModelRefusedException refused) {
            return notNow(refused.code(), refused);
        }
    }

    private Known notNow(String code, Exception why) {
        return new Known(
                new Estimation.Impossible(code, "the test rows: " + why.getMessage()),
                clock.instant().plus(UNTIL_NEXT_LOOK));
    }

    private Estimation estimation(ModelPackage manifest, long seed) {
        if (manifest.target().classes().size() > MOST_CLASSES) {
            return new Estimation.Impossible(
                    "TOO_MANY_CLASSES",
                    "%d classes; estimates are made of up to %d"
                            .formatted(manifest.target().classes().size(), MOST_CLASSES));
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
