package dev.millrace.registry.pipeline;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pipeline: its specification in force, and whose gates and approval policy hold. Older versions are documents of their own.
 *
 * @param seed of the version in force, kept where the same specification comes again without one
 * @param policy the version whose gates and approval policy hold
 * @param unconfirmed in what the version in force is weaker than the policy; empty where the policy is its own
 */
public record PipelineState(Applied current, long seed, Policy policy, List<String> unconfirmed) {

    public PipelineState {
        unconfirmed = List.copyOf(unconfirmed);
    }

    /**
     * One version; the text lies under its digest.
     *
     * @param dataset what it learns from
     */
    public record Applied(int version, String digest, String dataset, String definedBy, Instant definedAt) {}

    /**
     * The version whose gates and approval policy hold.
     *
     * @param confirmedBy who confirmed that it may be weaker than the one before; null where nobody had to
     */
    public record Policy(
            int version,
            String digest,
            @Nullable String confirmedBy,
            @Nullable Instant confirmedAt) {

        static Policy of(Applied applied) {
            return new Policy(applied.version(), applied.digest(), null, null);
        }
    }

    static PipelineState first(String digest, String dataset, long seed, String by, Instant at) {
        var applied = new Applied(1, digest, dataset, by, at);
        return new PipelineState(applied, seed, Policy.of(applied), List.of());
    }

    /** @param weaker in what the version is weaker than the policy and must be confirmed therefore */
    PipelineState next(String digest, String dataset, long newSeed, String by, Instant at, List<String> weaker) {
        var applied = new Applied(current.version() + 1, digest, dataset, by, at);
        return new PipelineState(applied, newSeed, weaker.isEmpty() ? Policy.of(applied) : policy, weaker);
    }

    /** With the gates and the approval policy of the version in force. */
    PipelineState confirmed(String by, Instant at) {
        return new PipelineState(current, seed, new Policy(current.version(), current.digest(), by, at), List.of());
    }
}
