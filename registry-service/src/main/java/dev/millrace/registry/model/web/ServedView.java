package dev.millrace.registry.model.web;

import dev.millrace.registry.history.Deployment;
import dev.millrace.registry.history.Generation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A generation of one version, in its lineage. */
record ServedView(
        long generation,
        Instant at,
        String approver,
        String reason,
        boolean rollback,
        @Nullable Long previousGeneration,
        List<Deployment> deployments,
        boolean moreDeployments) {

    static ServedView of(Generation generation, Page<Deployment> deployments) {
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
}
