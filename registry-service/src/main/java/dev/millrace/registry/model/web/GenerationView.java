package dev.millrace.registry.model.web;

import dev.millrace.registry.history.Deployment;
import dev.millrace.registry.history.Generation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was to be served, since when, and where it was.
 *
 * @param moreDeployments whether there are more than are shown, which the generation's deployments list in pages
 */
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
        boolean moreDeployments) {

    static GenerationView of(Generation generation, Page<Deployment> deployments) {
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
}
