package dev.millrace.registry.model;

import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpec.Approval;
import dev.millrace.registry.model.Version.Status;
import dev.millrace.registry.model.Version.Verdict;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of a candidate. */
sealed interface Admission {

    String GATES = "gates";

    /** The run has its version already. */
    record Known(int version) implements Admission {}

    /** It has the next number, and waits for a person. */
    record Waiting(ModelState state, Version version) implements Admission {}

    /** It has the next number, and is to be served. */
    record Approved(ModelState state, Version version, Generation generation) implements Admission {}

    /** It has the next number, and is not to be served. */
    record Rejected(ModelState state, Version version) implements Admission {}

    /** Pure: the same candidate and the same state, the same answer. */
    static Admission of(
            @Nullable ModelState before, Candidate candidate, PipelineSpec spec, Archived archived, Instant now) {
        TrainingFacts facts = candidate.facts();
        ModelState state = Objects.requireNonNullElseGet(before, () -> ModelState.empty(facts.pipeline()));
        var known = state.ofRun(facts.runId());
        if (known.isPresent()) {
            return new Known(known.get().number());
        }
        Judgement judgement = new Gates(
                        facts.testMetrics(), candidate.slices(), Comparison.of(facts, state.championVersion()))
                .judge(spec.gates(), candidate.packageProblem());
        Version version = version(state.lastVersion() + 1, facts, spec.approval(), judgement);
        Verdict verdict = new Verdict(GATES, now, judgement.summary());
        return switch (judgement.verdict()) {
            case NOT_BLESSED -> {
                Version rejected = version.decided(Status.REJECTED, verdict);
                yield new Rejected(state.adding(rejected, archived), rejected);
            }
            case NOT_COMPARABLE -> new Waiting(state.adding(version, archived), version);
            case BLESSED -> {
                if (spec.approval().mode() == Approval.Mode.MANUAL) {
                    yield new Waiting(state.adding(version, archived), version);
                }
                Version approved = version.decided(Status.APPROVED, verdict);
                Generation generation =
                        Promotion.of(state, approved, GATES, "approval: " + verdict.reason(), false, now);
                yield new Approved(
                        state.adding(approved, archived).serving(generation, archived), approved, generation);
            }
        };
    }

    private static Version version(int number, TrainingFacts facts, Approval approval, Judgement judgement) {
        return new Version(
                number,
                facts.runId(),
                facts.packageDigest(),
                facts.task(),
                facts.trainer(),
                facts.testMetrics(),
                facts.trainedAt(),
                facts.pipelineVersion(),
                facts.requestedBy(),
                facts.actors(),
                approval.reviewers(),
                approval.fourEyes(),
                judgement,
                Status.PENDING_MANUAL_APPROVAL,
                null,
                facts.origin());
    }
}
