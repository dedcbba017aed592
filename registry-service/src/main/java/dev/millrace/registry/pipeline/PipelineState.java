package dev.millrace.registry.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One pipeline with the versions of its specification, of which the last one is in force.
 *
 * @param seed of the version in force, kept where the same specification comes again without one
 */
public record PipelineState(List<Applied> versions, long seed) {

    public PipelineState {
        versions = List.copyOf(versions);
    }

    /**
     * One version; the text lies under its digest.
     *
     * @param dataset what it learns from
     */
    public record Applied(int version, String digest, String dataset, String definedBy, Instant definedAt) {}

    public Applied current() {
        return versions.getLast();
    }

    static PipelineState first(String digest, String dataset, long seed, String by, Instant at) {
        return new PipelineState(List.of(new Applied(1, digest, dataset, by, at)), seed);
    }

    PipelineState next(String digest, String dataset, long newSeed, String by, Instant at) {
        List<Applied> all = new ArrayList<>(versions);
        all.add(new Applied(current().version() + 1, digest, dataset, by, at));
        return new PipelineState(all, newSeed);
    }
}
