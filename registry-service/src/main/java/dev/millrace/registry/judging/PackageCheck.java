package dev.millrace.registry.judging;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.DatasetException;
import dev.millrace.models.Baseline;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The check before any gate: the package is there, whole, and what training said about it is what it says itself. */
public class PackageCheck {

    private final ArtifactStore artifacts;
    private final ModelPackages packages;
    private final MetricsCheck metricsCheck;
    private final GraphCheck graphCheck;

    public PackageCheck(ArtifactStore artifacts, MetricsCheck metricsCheck, GraphCheck graphCheck) {
        this.artifacts = artifacts;
        this.packages = new ModelPackages(artifacts);
        this.metricsCheck = metricsCheck;
        this.graphCheck = graphCheck;
    }

    /** What the package turned out to be. */
    public sealed interface Finding {
        /** @param slices test metrics by name, by {@code column=value} */
        record Sound(ModelPackage manifest, Map<String, Map<String, Double>> slices) implements Finding {}

        /** Must not serve. */
        record Unsound(String problem) implements Finding {}
    }

    public Finding check(TrainingFacts facts) {
        try {
            ModelPackage manifest = packages.read(new Digest(facts.contents().packageDigest()));
            var problem = Optional.ofNullable(disagreement(manifest, facts))
                    .or(() -> metricsCheck.problem(manifest, facts.metrics().test()))
                    .or(() -> unwatchable(manifest))
                    .or(() -> graphCheck.problem(manifest));
            if (problem.isPresent()) {
                return new Finding.Unsound(problem.get());
            }
            return new Finding.Sound(
                    manifest,
                    new HashMap<>(
                            packages.sliceMetrics(new Digest(facts.contents().sliceMetricsDigest()))));
        } catch (ArtifactMissingException missing) {
            return new Finding.Unsound("PACKAGE_MISSING: " + missing.getMessage());
        } catch (ModelRefusedException refused) {
            return new Finding.Unsound(refused.code() + ": " + refused.getMessage());
        } catch (DatasetException unreadable) {
            return new Finding.Unsound("PACKAGE_MALFORMED: the test predictions cannot be read");
        } catch (IllegalArgumentException malformed) {
            return new Finding.Unsound("PACKAGE_MALFORMED: " + malformed.getMessage());
        }
    }

    /** A column that the model does not take is never logged, so the drift baseline must not have it. */
    private Optional<String> unwatchable(ModelPackage manifest) {
        var names = manifest.signature().stream().map(Feature::name).collect(Collectors.toSet());
        var baseline = packages.baseline(manifest);
        packages.sliceBaselines(manifest, baseline);
        var watched = baseline.columns();
        return watched.subList(0, watched.size() - 1).stream()
                .map(Baseline.Column::name)
                .filter(name -> !names.contains(name))
                .findFirst()
                .map(name -> "PACKAGE_MALFORMED: the baseline has the column " + name
                        + ", which the signature does not name: leave it out");
    }

    private @Nullable String disagreement(ModelPackage manifest, TrainingFacts facts) {
        Map<String, Boolean> agreements = new LinkedHashMap<>();
        agreements.put("model", manifest.model().equals(facts.run().model()));
        agreements.put("run", manifest.runId().equals(facts.run().runId()));
        agreements.put("task", manifest.target().task().equals(facts.contents().task()));
        agreements.put(
                "specification",
                manifest.provenance()
                        .recipe()
                        .specDigest()
                        .equals(facts.recipe().specDigest()));
        agreements.put(
                "slice metrics",
                manifest.parts().sliceMetrics().equals(facts.contents().sliceMetricsDigest()));
        agreements.put(
                "test rows",
                manifest.provenance()
                        .split()
                        .testRowsDigest()
                        .equals(facts.contents().testRowsDigest()));
        for (Map.Entry<String, Boolean> agreement : agreements.entrySet()) {
            if (!agreement.getValue()) {
                return "PACKAGE_MISMATCH: the package names another " + agreement.getKey() + " than the event";
            }
        }
        if (manifest.signature().isEmpty()) {
            return "PACKAGE_MALFORMED: the signature is empty";
        }
        manifest.outputs();
        return Stream.of(
                        manifest.parts().onnx(),
                        manifest.parts().goldenRows(),
                        manifest.parts().baseline(),
                        manifest.parts().testPredictions())
                .filter(part -> !artifacts.contains(new Digest(part)))
                .findFirst()
                .map(part -> "PACKAGE_MISSING: artifact " + Objects.requireNonNull(part) + " is not in the store")
                .orElse(null);
    }
}
