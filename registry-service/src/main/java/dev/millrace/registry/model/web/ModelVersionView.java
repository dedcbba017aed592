package dev.millrace.registry.model.web;

import dev.millrace.registry.history.Version;
import dev.millrace.registry.judging.Judgement;
import dev.millrace.registry.model.Champion;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A version of a model, what was found of it, and what was decided. */
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
        String cascadeId) {

    static ModelVersionView of(String model, Version version, @Nullable Champion champion) {
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
}
