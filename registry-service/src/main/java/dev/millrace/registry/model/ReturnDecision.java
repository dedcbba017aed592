package dev.millrace.registry.model;

import java.time.Instant;

/** Whether a model returns to the version that serves, because no instance could be brought to serve what was approved. */
sealed interface ReturnDecision {

    String REGISTRY = "registry";

    /** The generation is served meanwhile, or is not the one in force any more. */
    record NotNeeded() implements ReturnDecision {}

    /** There is no other version that an instance has ever answered with. */
    record NothingToReturnTo(Champion refused) implements ReturnDecision {}

    /** The version that serves is in force again, as a generation of its own. */
    record Returned(ModelState state, Champion refused, Champion champion) implements ReturnDecision {}

    /** Names the job that decides about one generation. */
    static String jobId(long generation) {
        return "return-from-" + generation;
    }

    /** Pure. */
    static ReturnDecision of(ModelState state, String jobId, Instant now) {
        var refused = state.champion();
        if (refused == null
                || !jobId.equals(jobId(refused.generation().number()))
                || state.rollout().serving()) {
            return new NotNeeded();
        }
        var confirmed = state.confirmed();
        if (confirmed == null || confirmed.version() == refused.version()) {
            return new NothingToReturnTo(refused);
        }
        var back = confirmed.generation();
        var target = new Promotion.Target(back.version(), back.packageDigest(), back.runId(), confirmed.predecessor());
        var reason = "returned: no instance could serve version %d (%s)"
                .formatted(refused.version(), state.rollout().reason());
        var champion = Promotion.of(state, target, REGISTRY, reason, true, now);
        return new Returned(state.serving(champion), refused, champion);
    }
}
