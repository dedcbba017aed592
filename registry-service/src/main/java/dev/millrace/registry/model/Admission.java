package dev.millrace.registry.model;

import dev.millrace.pipelines.PipelineSpec.Approval;
import dev.millrace.registry.history.Version;
import dev.millrace.registry.history.Version.ReviewRules;
import dev.millrace.registry.history.Version.Status;
import dev.millrace.registry.history.Version.Training;
import dev.millrace.registry.history.Version.Verdict;
import dev.millrace.registry.judging.Candidate;
import dev.millrace.registry.judging.Comparison;
import dev.millrace.registry.judging.Gates;
import dev.millrace.registry.judging.Judgement;
import dev.millrace.registry.judging.TrainingFacts;
import dev.millrace.registry.pipeline.JudgingPolicy;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of a candidate. */
sealed interface Admission {

    String GATES = "gates";

    /** The run has its version already. */
    record AlreadyNumbered(int version) implements Admission {}

    /** So much has changed since the run was looked up that it has to be done again. */
    record Outdated() implements Admission {}

    /** It has the next number, and waits for a person. */
    record Waiting(ModelState state, Version version) implements Admission {}

    /** It has the next number, and is to be served. */
    record Approved(ModelState state, Version version, Champion champion) implements Admission {}

    /** It has the next number, and is not to be served. */
    record Rejected(ModelState state, Version version) implements Admission {}

    /**
     * Pure: the same candidate and the same state, the same outcome.
     *
     * @param lookup the version that the run has already, if it has
     */
    static Admission of(
            @Nullable ModelState before, VersionLookup lookup, Candidate candidate, JudgingPolicy policy, Instant now) {
        var facts = candidate.facts();
        var state = before == null ? ModelState.empty(facts.run().pipeline()) : before;
        if (lookup.version() != null) {
            return new AlreadyNumbered(lookup.version().number());
        }
        var recent = state.recentOfRun(facts.run().runId());
        if (recent.isPresent()) {
            return new AlreadyNumbered(recent.get().number());
        }
        if (lookup.isOutdated(state)) {
            return new Outdated();
        }
        var comparison = Comparison.of(facts.champion(), state.championVersion());
        var judgement = new Gates(facts.metrics().test(), candidate.slices(), comparison)
                .judge(policy.gates(), candidate.packageProblem());
        var version = version(state.lastVersion() + 1, facts, policy.approval(), judgement);
        boolean isNoGain = comparison instanceof Comparison.Scored
                && Boolean.FALSE.equals(facts.champion().beaten());
        return decide(state, version, policy.approval(), isNoGain, new Verdict(GATES, now, judgement.summary()));
    }

    private static Admission decide(
            ModelState state, Version version, Approval approval, boolean isNoGain, Verdict verdict) {
        return switch (version.judgement().verdict()) {
            case NOT_BLESSED -> {
                var rejected = version.rejected(verdict);
                yield new Rejected(state.adding(rejected), rejected);
            }
            case NOT_COMPARABLE -> new Waiting(state.adding(version), version);
            case BLESSED -> {
                if (approval.mode() == Approval.Mode.MANUAL) {
                    yield new Waiting(state.adding(version), version);
                }
                yield isNoGain && approval.replace() == Approval.Replace.BETTER
                        ? notNeeded(state, version, verdict)
                        : approved(state, version, verdict);
            }
        };
    }

    private static Rejected notNeeded(ModelState state, Version version, Verdict verdict) {
        var reason =
                "%s, but on the same test rows it is no better than version %d, or only by chance (approval.replace: better)"
                        .formatted(verdict.reason(), state.championVersion());
        var rejected = version.rejected(new Verdict(verdict.by(), verdict.at(), reason));
        return new Rejected(state.adding(rejected), rejected);
    }

    private static Approved approved(ModelState state, Version version, Verdict verdict) {
        var approved = version.approved(verdict, state.championVersion());
        var training = approved.training();
        var target = new Promotion.Target(
                approved.number(), training.packageDigest(), training.runId(), approved.predecessor());
        var champion = Promotion.of(state, target, GATES, "approval: " + verdict.reason(), false, verdict.at());
        return new Approved(state.adding(approved).serving(champion), approved, champion);
    }

    private static Version version(int number, TrainingFacts facts, Approval approval, Judgement judgement) {
        var run = facts.run();
        var training = new Training(
                run.runId(),
                facts.contents().packageDigest(),
                facts.contents().task(),
                facts.recipe().trainer(),
                facts.metrics().test(),
                facts.trainedAt(),
                facts.recipe().pipelineVersion(),
                run.requestedBy(),
                run.actors());
        var review = new ReviewRules(approval.reviewers(), approval.fourEyes());
        return new Version(
                number, training, review, judgement, Status.PENDING_MANUAL_APPROVAL, null, null, facts.cause());
    }

    /** The decision of the gates about a version that they decided about. */
    static Verdict verdict(Version version) {
        return Objects.requireNonNull(version.decision());
    }
}
