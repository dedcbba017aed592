package dev.millrace.registry.model.web;

import dev.millrace.models.ModelPackage;
import dev.millrace.registry.model.Deployment;
import dev.millrace.registry.model.Generation;
import dev.millrace.registry.model.Judgement;
import dev.millrace.registry.model.ModelState;
import dev.millrace.registry.model.Models;
import dev.millrace.registry.model.Origin;
import dev.millrace.registry.model.Version;
import dev.millrace.registry.model.VersionFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the registry answers about models. */
final class ModelViews {

    private ModelViews() {}

    /** @param generation 0 before the first approval */
    record ModelView(
            String model,
            String pipeline,
            int versions,
            @Nullable Integer champion,
            long generation,
            List<Integer> waiting) {}

    record ModelList(List<ModelView> models) {}

    record ModelDetail(ModelView model, List<VersionView> newest, List<Generation> generations) {}

    record VersionView(
            String model,
            int version,
            Version.Status status,
            boolean champion,
            String runId,
            String packageDigest,
            String task,
            String trainer,
            Map<String, Double> metrics,
            Instant trainedAt,
            int pipelineVersion,
            String requestedBy,
            Judgement judgement,
            Version.@Nullable Verdict decision,
            String cascadeId) {}

    record VersionList(List<VersionView> versions) {}

    /** @param generation that serves after the request; 0 while none does */
    record DecisionView(String model, int version, Version.Status status, long generation) {}

    record RollbackView(String model, int version, long generation, boolean rollback) {}

    /** Everything between the data and the answers of one version. */
    record LineageView(
            VersionView version,
            DataView data,
            SpecificationView specification,
            TrainingView training,
            PackageView modelPackage,
            List<ServedView> served,
            Origin origin) {}

    record DataView(
            String dataset,
            List<Long> versions,
            List<String> parts,
            @Nullable Long trainRows,
            @Nullable Long validationRows,
            @Nullable Long testRows,
            String testRowsDigest) {}

    record SpecificationView(String pipeline, int version, String digest) {}

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
            @Nullable String software,
            @Nullable String platform) {}

    record PackageView(
            String digest,
            String task,
            List<ModelPackage.Feature> signature,
            List<String> classes,
            String sliceMetrics) {}

    record ServedView(
            long generation,
            Instant at,
            String approver,
            String reason,
            boolean rollback,
            @Nullable Long previousGeneration,
            List<Deployment> deployments) {}

    static ModelView model(Models.Named named) {
        ModelState state = named.state();
        Generation champion = state.champion();
        return new ModelView(
                named.model(),
                state.pipeline(),
                state.lastVersion(),
                champion == null ? null : champion.version(),
                champion == null ? 0 : champion.number(),
                state.versions().stream()
                        .filter(version -> version.decision() == null)
                        .map(Version::number)
                        .toList());
    }

    static VersionView version(String model, Version version, @Nullable Generation champion) {
        return new VersionView(
                model,
                version.number(),
                version.status(),
                champion != null && champion.version() == version.number(),
                version.runId(),
                version.packageDigest(),
                version.task(),
                version.trainer(),
                version.testMetrics(),
                version.trainedAt(),
                version.pipelineVersion(),
                version.requestedBy(),
                version.judgement(),
                version.decision(),
                version.origin().cascadeId());
    }

    static LineageView lineage(VersionView version, VersionFacts facts, List<Generation> generations) {
        var training = facts.training();
        ModelPackage.@Nullable Provenance provenance = facts.provenance();
        return new LineageView(
                version,
                new DataView(
                        training.dataset(),
                        training.datasetVersions(),
                        provenance == null ? List.of() : provenance.parts(),
                        provenance == null ? null : provenance.trainRows(),
                        provenance == null ? null : provenance.validationRows(),
                        provenance == null ? null : provenance.testRows(),
                        training.testRowsDigest()),
                new SpecificationView(training.pipeline(), training.pipelineVersion(), training.specDigest()),
                new TrainingView(
                        training.runId(),
                        training.requestedBy(),
                        training.actors(),
                        training.trainer(),
                        training.parameters(),
                        training.seed(),
                        training.durationMillis(),
                        training.trainMetrics(),
                        training.validationMetrics(),
                        training.testMetrics(),
                        training.championVersion(),
                        training.championTestMetrics(),
                        training.championProblem(),
                        provenance == null ? null : provenance.software(),
                        provenance == null ? null : provenance.platform()),
                new PackageView(
                        training.packageDigest(),
                        training.task(),
                        facts.signature(),
                        facts.classes(),
                        training.sliceMetricsDigest()),
                generations.stream().map(ModelViews::served).toList(),
                training.origin());
    }

    private static ServedView served(Generation generation) {
        return new ServedView(
                generation.number(),
                generation.at(),
                generation.approver(),
                generation.reason(),
                generation.rollback(),
                generation.previous(),
                generation.deployments());
    }
}
