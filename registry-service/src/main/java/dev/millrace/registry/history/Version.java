package dev.millrace.registry.history;

import dev.millrace.registry.judging.CausingEvent;
import dev.millrace.registry.judging.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model; what training told about it lies beside, under its run.
 *
 * @param decision null while a person's decision is awaited
 * @param predecessor the version in service when this one was first put in service, which a rollback brings back; null where
 *     there was none, or while this one has never been in service
 */
public record Version(
        int number,
        Training training,
        ReviewRules review,
        Judgement judgement,
        Status status,
        @Nullable Verdict decision,
        @Nullable Integer predecessor,
        CausingEvent cause) {

    /**
     * Where the version comes from.
     *
     * @param requestedBy who or what started the run
     * @param actors who brought the data and who asked for the run
     */
    public record Training(
            String runId,
            String packageDigest,
            String task,
            String trainer,
            Map<String, Double> testMetrics,
            Instant trainedAt,
            int pipelineVersion,
            String requestedBy,
            List<String> actors) {
        public Training {
            testMetrics = Map.copyOf(testMetrics);
            actors = List.copyOf(actors);
        }
    }

    /**
     * Who may decide about the version.
     *
     * @param reviewers empty for everybody with the role
     * @param fourEyes whether those who made it come about may not
     */
    public record ReviewRules(List<String> reviewers, boolean fourEyes) {
        public ReviewRules {
            reviewers = List.copyOf(reviewers);
        }
    }

    /** Where a version stands. */
    public enum Status {
        PENDING_MANUAL_APPROVAL,
        APPROVED,
        REJECTED
    }

    /** Who decided, when and why: 'gates' or a person. */
    public record Verdict(String by, Instant at, String reason) {}

    /** Whether this person made it come about. */
    public boolean isBy(String person) {
        return training.requestedBy().equals(person) || training.actors().contains(person);
    }

    public Version rejected(Verdict verdict) {
        return new Version(number, training, review, judgement, Status.REJECTED, verdict, null, cause);
    }

    /** @param replaced the version in service until now; null where there is none */
    public Version approved(Verdict verdict, @Nullable Integer replaced) {
        return new Version(number, training, review, judgement, Status.APPROVED, verdict, replaced, cause);
    }
}
