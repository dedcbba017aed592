package dev.millrace.monitoring;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.models.Baseline;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.Provenance;
import dev.millrace.models.SliceBaseline;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Model packages that have a baseline and metrics, and nothing that monitoring does not read. */
public final class Packages {

    private static final String NONE = "0".repeat(64);

    private Packages() {}

    /** Stores the package and answers its digest. */
    public static String with(ArtifactStore artifacts, Baseline baseline, Map<String, Double> testMetrics) {
        return with(artifacts, baseline, testMetrics, NONE);
    }

    /** With predictions of test rows, which are stored already. */
    public static String with(
            ArtifactStore artifacts, Baseline baseline, Map<String, Double> testMetrics, String testPredictions) {
        return with(artifacts, baseline, List.of(), testMetrics, testPredictions, NONE);
    }

    /** As it comes of a training run by this specification, which is stored already. */
    public static String trainedBy(
            String specification, ArtifactStore artifacts, Baseline baseline, Map<String, Double> testMetrics) {
        return with(artifacts, baseline, List.of(), testMetrics, NONE, specification);
    }

    /** With slices that are watched beside all rows. */
    public static String with(ArtifactStore artifacts, Baseline baseline, List<SliceBaseline> slices) {
        return with(artifacts, baseline, slices, Map.of(), NONE, NONE);
    }

    private static String with(
            ArtifactStore artifacts,
            Baseline baseline,
            List<SliceBaseline> slices,
            Map<String, Double> testMetrics,
            String testPredictions,
            String specification) {
        var packages = new ModelPackages(artifacts);
        var provenance = new Provenance(
                new Provenance.Data("trips", List.of(), List.of()),
                new Provenance.Recipe(specification, 1, "none", Map.of(), 1),
                new Provenance.Split(baseline.rows(), 0, 0, NONE),
                Instant.EPOCH,
                "test",
                "test");
        return packages.write(new ModelPackage(
                        ModelPackages.FORMAT,
                        "taxi",
                        "run",
                        new ModelPackage.Target("binary-classification", List.of("0", "1"), "1", 0.5),
                        List.of(),
                        new ModelPackage.Parts(
                                NONE,
                                NONE,
                                packages.write(baseline).hex(),
                                packages.write(slices),
                                NONE,
                                testPredictions),
                        Map.of("test", testMetrics),
                        List.of(),
                        provenance))
                .hex();
    }
}
