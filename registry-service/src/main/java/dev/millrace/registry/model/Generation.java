package dev.millrace.registry.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be served from one moment on.
 *
 * @param number counts up with every change, rollbacks included
 * @param previous what this replaced; null for the first
 * @param deployments what serving instances said about it
 */
public record Generation(
        long number,
        int version,
        String packageDigest,
        String runId,
        String approver,
        String reason,
        Instant at,
        boolean rollback,
        @Nullable Long previous,
        List<Deployment> deployments) {

    private static final int INSTANCES = 100;

    public Generation {
        deployments = List.copyOf(deployments);
    }

    /** With what an instance says now instead of what it said before. */
    Generation with(Deployment deployment) {
        List<Deployment> others = new ArrayList<>(deployments);
        others.removeIf(other -> other.instance().equals(deployment.instance()));
        others.add(deployment);
        List<Deployment> newest = others.subList(Math.max(0, others.size() - INSTANCES), others.size());
        return new Generation(number, version, packageDigest, runId, approver, reason, at, rollback, previous, newest);
    }
}
