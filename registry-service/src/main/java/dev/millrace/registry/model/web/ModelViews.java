package dev.millrace.registry.model.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.Provenance;
import dev.millrace.registry.history.Deployment;
import dev.millrace.registry.history.Generation;
import dev.millrace.registry.history.Version;
import dev.millrace.registry.history.VersionFacts;
import dev.millrace.registry.judging.CausingEvent;
import dev.millrace.registry.judging.Judgement;
import dev.millrace.registry.judging.TrainingFacts;
import dev.millrace.registry.model.Champion;
import dev.millrace.registry.model.ModelState;
import dev.millrace.registry.model.Permission;
import dev.millrace.registry.model.ServingDecision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the registry answers about models. */
final class ModelViews {

    private ModelViews() {}

    /**
     * A model at a glance.
     *
     * @param champion the version that is to be served; null before the first approval
     * @param serving the version that an instance of serving said last that it answers with; null before that, and while the model
     *     is withdrawn
     * @param generation 0 before the first approval
     * @param waiting the newest versions that wait for a person
     * @param waitingCount how many there are
     * @param withdrawal by which no instance of serving answers with the model; null where they do
     */
    record ModelView(
            String model,
            String pipeline,
            int versions,
            @Nullable Integer champion,
            @Nullable Integer serving,
            long generation,
            List<Integer> waiting,
            int waitingCount,
            @Nullable WithdrawalView withdrawal) {}

    record WithdrawalView(long generation, String by, String reason, Instant at) {}

    record ModelList(List<ModelView> models) {}

    /** @param moreGenerations whether there are older ones, which the model's generations list in pages */
    record ModelDetail(
            ModelView model,
            List<ModelVersionView> newest,
            List<GenerationView> generations,
            boolean moreGenerations) {}

    record ModelVersionView(
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

    /** @param review who may decide about it */
    record VersionDetail(@JsonUnwrapped ModelVersionView version, ReviewView review) {}

    /**
     * Who may decide about a version.
     *
     * @param actors who brought its data and who asked for its run
     * @param reviewers who alone may; empty for everybody with the role
     * @param fourEyes whether the actors may not
     * @param mayDecide whether the caller may
     */
    record ReviewView(List<String> actors, List<String> reviewers, boolean fourEyes, Permission mayDecide) {}

    record VersionList(List<ModelVersionView> versions) {}

    /** @param moreDeployments whether there are more than are shown, which the generation's deployments list in pages */
    record GenerationView(
            long number,
            int version,
            String packageDigest,
            String runId,
            String approver,
            String reason,
            Instant at,
            boolean rollback,
            @Nullable Long previous,
            List<Deployment> deployments,
            boolean moreDeployments) {}

    record GenerationList(List<GenerationView> generations) {}

    record DeploymentList(List<Deployment> deployments) {}

    /** @param generation that serves after the request; 0 while none does */
    record DecisionView(String model, int version, Version.Status status, long generation) {}

    record RollbackView(String model, int version, long generation, boolean rollback) {}

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
            CausingEvent origin) {}

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
            List<Deployment> deployments,
            boolean moreDeployments) {}

    static ModelView model(String model, ModelState state, List<Integer> waiting) {
        var champion = state.champion();
        return new ModelView(
                model,
                state.pipeline(),
                state.lastVersion(),
                champion == null ? null : champion.generation().version(),
                serving(state),
                champion == null ? 0 : champion.generation().number(),
                waiting,
                state.waiting(),
                withdrawal(state.withdrawal()));
    }

    private static @Nullable Integer serving(ModelState state) {
        var confirmed = state.confirmed();
        return confirmed == null || state.withdrawal() != null
                ? null
                : confirmed.generation().version();
    }

    private static @Nullable WithdrawalView withdrawal(@Nullable ServingDecision decision) {
        return decision == null
                ? null
                : new WithdrawalView(decision.generation(), decision.by(), decision.reason(), decision.at());
    }

    static ModelVersionView version(String model, Version version, @Nullable Champion champion) {
        var training = version.training();
        return new ModelVersionView(
                model,
                version.number(),
                version.status(),
                champion != null && champion.generation().version() == version.number(),
                training.runId(),
                training.packageDigest(),
                training.task(),
                training.trainer(),
                training.testMetrics(),
                training.trainedAt(),
                training.pipelineVersion(),
                training.requestedBy(),
                version.judgement(),
                version.decision(),
                version.cause().cascadeId());
    }

    static GenerationView generation(Generation generation, Page<Deployment> deployments) {
        return new GenerationView(
                generation.number(),
                generation.version(),
                generation.packageDigest(),
                generation.runId(),
                generation.approver(),
                generation.reason(),
                generation.at(),
                generation.rollback(),
                generation.previous(),
                deployments.items(),
                deployments.more());
    }

    static ServedView served(Generation generation, Page<Deployment> deployments) {
        return new ServedView(
                generation.number(),
                generation.at(),
                generation.approver(),
                generation.reason(),
                generation.rollback(),
                generation.previous(),
                deployments.items(),
                deployments.more());
    }

    static LineageView lineage(ModelVersionView version, VersionFacts facts, Page<ServedView> served) {
        var training = facts.training();
        var run = training.run();
        return new LineageView(
                version,
                data(facts),
                new SpecificationView(
                        run.pipeline(),
                        training.recipe().pipelineVersion(),
                        training.recipe().specDigest()),
                training(facts),
                new PackageView(
                        training.contents().packageDigest(),
                        training.contents().task(),
                        facts.signature(),
                        facts.classes(),
                        training.contents().sliceMetricsDigest()),
                served.items().reversed(),
                served.more(),
                training.cause());
    }

    private static DataView data(VersionFacts facts) {
        var data = facts.training().data();
        @Nullable Provenance provenance = facts.provenance();
        return new DataView(
                data.dataset(),
                data.versions(),
                data.from(),
                data.to(),
                data.count(),
                data.manifest(),
                data.feedback(),
                provenance == null ? List.of() : provenance.data().parts(),
                provenance == null ? null : provenance.split().trainRows(),
                provenance == null ? null : provenance.split().validationRows(),
                provenance == null ? null : provenance.split().testRows(),
                facts.training().contents().testRowsDigest());
    }

    private static TrainingView training(VersionFacts facts) {
        var training = facts.training();
        @Nullable Provenance provenance = facts.provenance();
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
                provenance == null ? null : provenance.software(),
                provenance == null ? null : provenance.platform());
    }
}
