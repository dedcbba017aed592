package dev.millrace.registry.model;

import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.registry.history.Version;
import dev.millrace.registry.judging.Candidate;
import dev.millrace.registry.judging.CausingEvent;
import dev.millrace.registry.judging.TrainingFacts;
import dev.millrace.registry.pipeline.JudgingPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Candidates, policies and models to judge. */
final class Fixtures {

    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    static final CausingEvent CAUSE = new CausingEvent("cascade", "event", null, 2);

    private Fixtures() {}

    static JudgingPolicy policy(String approval, String gates) {
        var spec = PipelineSpecs.parse("""
                apiVersion: millrace/v1
                kind: Pipeline
                name: taxi
                data: {dataset: trips, label: tip, slices: [payment_type]}
                train: {select: auc, candidates: [{trainer: logistic-regression}]}
                gates: %s
                approval: %s
                """.formatted(gates, approval), () -> 1);
        return new JudgingPolicy(1, spec.gates(), spec.approval());
    }

    static JudgingPolicy automatic() {
        return policy("automatic", "[{metric: auc, min: 0.6}, {metric: auc, maxDropFromChampion: 0.01}]");
    }

    static TrainingFacts trained(String run, double auc, @Nullable Integer champion, @Nullable Double championAuc) {
        return trained(run, Map.of("auc", auc), champion, championAuc, null);
    }

    static TrainingFacts compared(String run, double auc, int champion, double championAuc, @Nullable Boolean beaten) {
        return trained(
                run,
                Map.of("auc", auc),
                new TrainingFacts.ChampionScore(champion, Map.of("auc", championAuc), null, beaten, null));
    }

    static TrainingFacts trained(
            String run,
            Map<String, Double> metrics,
            @Nullable Integer champion,
            @Nullable Double championAuc,
            @Nullable String championProblem) {
        return trained(
                run,
                metrics,
                new TrainingFacts.ChampionScore(
                        champion,
                        championAuc == null ? Map.of() : Map.of("auc", championAuc),
                        championProblem,
                        null,
                        null));
    }

    private static TrainingFacts trained(
            String run, Map<String, Double> metrics, TrainingFacts.ChampionScore champion) {
        return new TrainingFacts(
                new TrainingFacts.Run("default", "taxi", "taxi", run, "data.validated", List.of("ann")),
                new TrainingFacts.Contents("a".repeat(64), "binary-classification", "b".repeat(64), "rows"),
                new TrainingFacts.Metrics(metrics, metrics, metrics),
                champion,
                new TrainingFacts.Data("trips", List.of(1L), 1, 1, 1, null, null),
                new TrainingFacts.Recipe(1, "spec", "logistic-regression", Map.of("epochs", "20"), 1, 1200),
                NOW,
                new CausingEvent("cascade", "event-" + run, null, 2));
    }

    static Candidate candidate(TrainingFacts facts) {
        return new Candidate(facts, Map.of("payment_type=Cash", Map.of("auc", 0.7)), null);
    }

    /** A lookup that found nothing, just before the decision. */
    static VersionLookup nothing(@Nullable ModelState state) {
        return VersionLookup.of(state, null);
    }

    static Admission admit(@Nullable ModelState state, TrainingFacts facts, JudgingPolicy policy) {
        return Admission.of(state, nothing(state), candidate(facts), policy, NOW);
    }

    /** A model with its versions' documents, as the store would have them. */
    record Model(@Nullable ModelState state, List<Version> versions) {
        VersionLookup lookup(int number) {
            return VersionLookup.of(state, versions.get(number - 1));
        }
    }

    /** A model with as many approved versions, each of them a generation, the last one serving. */
    static Model approved(int versions) {
        ModelState state = null;
        var documents = new java.util.ArrayList<Version>();
        for (int i = 1; i <= versions; i++) {
            var facts = trained("run-" + i, 0.8, i == 1 ? null : i - 1, i == 1 ? null : 0.8);
            var approved = (Admission.Approved) admit(state, facts, automatic());
            state = approved.state();
            documents.add(approved.version());
        }
        return new Model(state, documents);
    }

    /** A model with one version that waits; ann brought its data. */
    static Model waiting(String approval) {
        var policy = policy(approval, "[{metric: auc, min: 0.6}]");
        var waiting = (Admission.Waiting) admit(null, trained("run-1", 0.8, null, null), policy);
        return new Model(waiting.state(), List.of(waiting.version()));
    }
}
