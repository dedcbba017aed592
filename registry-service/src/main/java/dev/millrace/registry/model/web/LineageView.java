package dev.millrace.registry.model.web;

import dev.millrace.models.ModelPackage;
import dev.millrace.models.Provenance;
import dev.millrace.registry.history.VersionFacts;
import dev.millrace.registry.judging.CausingEvent;
import dev.millrace.registry.judging.TrainingFacts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything between the data and the answers of one version.
 *
 * @param served when it was to be served, oldest first
 * @param moreServed whether it was so earlier too, which {@code servedBelow} asks for
 */
record LineageView(
        ModelVersionView version,
        DataView data,
        SpecificationView specification,
        TrainingView training,
        PackageView modelPackage,
        List<ServedView> served,
        boolean moreServed,
        CausingEvent origin) {

    static LineageView of(ModelVersionView version, VersionFacts facts, Page<ServedView> served) {
        return new LineageView(
                version,
                DataView.of(facts),
                SpecificationView.of(facts.training()),
                TrainingView.of(facts.training(), facts.provenance()),
                PackageView.of(facts),
                served.items().reversed(),
                served.more(),
                facts.training().cause());
    }

    /**
     * What the version learned from.
     *
     * @param versions all of them where they are few, else empty
     * @param versionsFrom the lowest version read; 0 where training did not say
     * @param versionsTo the highest version read; 0 where training did not say
     * @param versionCount how many versions were read; 0 where training did not say
     * @param manifest artifact that lists what was read
     * @param feedback answered and labelled rows that were read besides; null where there were none
     */
    record DataView(
            String dataset,
            List<Long> versions,
            long versionsFrom,
            long versionsTo,
            long versionCount,
            @Nullable String manifest,
            TrainingFacts.@Nullable Feedback feedback,
            List<String> parts,
            @Nullable Long trainRows,
            @Nullable Long validationRows,
            @Nullable Long testRows,
            String testRowsDigest) {

        private static DataView of(VersionFacts facts) {
            var data = facts.training().data();
            var provenance = facts.provenance();
            var split = provenance == null ? null : provenance.split();
            return new DataView(
                    data.dataset(),
                    data.versions(),
                    data.from(),
                    data.to(),
                    data.count(),
                    data.manifest(),
                    data.feedback(),
                    provenance == null ? List.of() : provenance.data().parts(),
                    split == null ? null : split.trainRows(),
                    split == null ? null : split.validationRows(),
                    split == null ? null : split.testRows(),
                    facts.training().contents().testRowsDigest());
        }
    }

    record SpecificationView(String pipeline, int version, String digest) {

        private static SpecificationView of(TrainingFacts training) {
            return new SpecificationView(
                    training.run().pipeline(),
                    training.recipe().pipelineVersion(),
                    training.recipe().specDigest());
        }
    }

    record TrainingView(
            String runId,
            String requestedBy,
            List<String> actors,
            String trainer,
            Map<String, String> parameters,
            long seed,
            long durationMillis,
            Map<String, Double> trainMetrics,
            Map<String, Double> validationMetrics,
            Map<String, Double> testMetrics,
            @Nullable Integer championVersion,
            Map<String, Double> championTestMetrics,
            @Nullable String championProblem,
            @Nullable Map<String, Double> comparedTestMetrics,
            @Nullable String software,
            @Nullable String platform) {

        private static TrainingView of(TrainingFacts training, @Nullable Provenance provenance) {
            return new TrainingView(
                    training.run().runId(),
                    training.run().requestedBy(),
                    training.run().actors(),
                    training.recipe().trainer(),
                    training.recipe().parameters(),
                    training.recipe().seed(),
                    training.recipe().durationMillis(),
                    training.metrics().train(),
                    training.metrics().validation(),
                    training.metrics().test(),
                    training.champion().version(),
                    training.champion().metrics(),
                    training.champion().problem(),
                    training.champion().compared(),
                    provenance == null ? null : provenance.software(),
                    provenance == null ? null : provenance.platform());
        }
    }

    record PackageView(
            String digest,
            String task,
            List<ModelPackage.Feature> signature,
            List<String> classes,
            String sliceMetrics) {

        private static PackageView of(VersionFacts facts) {
            var contents = facts.training().contents();
            return new PackageView(
                    contents.packageDigest(),
                    contents.task(),
                    facts.signature(),
                    facts.classes(),
                    contents.sliceMetricsDigest());
        }
    }
}
