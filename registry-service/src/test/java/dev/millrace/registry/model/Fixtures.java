package dev.millrace.registry.model;

import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Candidates, specifications and models to judge. */
final class Fixtures {

    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private Fixtures() {}

    static PipelineSpec spec(String approval, String gates) {
        return PipelineSpecs.parse("""
                apiVersion: millrace/v1
                kind: Pipeline
                name: taxi
                data: {dataset: trips, label: tip, slices: [payment_type]}
                train: {select: auc, candidates: [{trainer: logistic-regression}]}
                gates: %s
                approval: %s
                """.formatted(gates, approval), () -> 1);
    }

    static PipelineSpec automatic() {
        return spec("automatic", "[{metric: auc, min: 0.6}, {metric: auc, maxDropFromChampion: 0.01}]");
    }

    static TrainingFacts trained(String run, double auc, @Nullable Integer champion, @Nullable Double championAuc) {
        return trained(run, Map.of("auc", auc), champion, championAuc, null);
    }

    static TrainingFacts trained(
            String run,
            Map<String, Double> metrics,
            @Nullable Integer champion,
            @Nullable Double championAuc,
            @Nullable String championProblem) {
        return new TrainingFacts(
                "default",
                "taxi",
                "taxi",
                run,
                "a".repeat(64),
                "binary-classification",
                metrics,
                metrics,
                metrics,
                "b".repeat(64),
                champion,
                championAuc == null ? Map.of() : Map.of("auc", championAuc),
                championProblem,
                "rows",
                "trips",
                List.of(1L),
                1,
                "spec",
                "logistic-regression",
                Map.of("epochs", "20"),
                1,
                "data.validated",
                List.of("ann"),
                1200,
                NOW,
                new Origin("cascade", "event-" + run, null, 2));
    }

    static Candidate candidate(TrainingFacts facts) {
        return new Candidate(facts, Map.of("payment_type=Cash", Map.of("auc", 0.7)), null);
    }

    /** A model with as many approved versions, each of them a generation, the last one serving. */
    static @Nullable ModelState approved(int versions) {
        ModelState state = null;
        for (int i = 1; i <= versions; i++) {
            TrainingFacts facts = trained("run-" + i, 0.8, i == 1 ? null : i - 1, i == 1 ? null : 0.8);
            Archived archived = state == null ? Archived.NOTHING : state.surplus();
            if (Admission.of(state, candidate(facts), automatic(), archived, NOW)
                    instanceof Admission.Approved approved) {
                state = approved.state();
            }
        }
        return state;
    }

    /** A model with one version that waits; ann brought its data. */
    static ModelState waiting(String approval) {
        PipelineSpec spec = spec(approval, "[{metric: auc, min: 0.6}]");
        if (Admission.of(null, candidate(trained("run-1", 0.8, null, null)), spec, Archived.NOTHING, NOW)
                instanceof Admission.Waiting waiting) {
            return waiting.state();
        }
        throw new AssertionError("it should wait");
    }
}
