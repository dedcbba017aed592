package dev.millrace.registry.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model, as far as decisions need it; what training told about it lies beside, under its run.
 *
 * @param requestedBy who or what started the run
 * @param actors who brought the data and who asked for the run
 * @param reviewers who may decide; empty for everybody with the role
 * @param decision null while a person's word is awaited
 */
public record Version(
        int number,
        String runId,
        String packageDigest,
        String task,
        String trainer,
        Map<String, Double> testMetrics,
        Instant trainedAt,
        int pipelineVersion,
        String requestedBy,
        List<String> actors,
        List<String> reviewers,
        boolean fourEyes,
        Judgement judgement,
        Status status,
        @Nullable Verdict decision,
        Origin origin) {

    public Version {
        testMetrics = Map.copyOf(testMetrics);
        actors = List.copyOf(actors);
        reviewers = List.copyOf(reviewers);
    }

    /** Where a version stands. */
    public enum Status {
        PENDING_MANUAL_APPROVAL,
        APPROVED,
        REJECTED
    }

    /** Who decided, when, why: 'gates' or a person. */
    public record Verdict(String by, Instant at, String reason) {}

    /** Whether this person made it come about. */
    boolean isBy(String person) {
        return requestedBy.equals(person) || actors.contains(person);
    }

    Version decided(Status now, Verdict verdict) {
        return new Version(
                number,
                runId,
                packageDigest,
                task,
                trainer,
                testMetrics,
                trainedAt,
                pipelineVersion,
                requestedBy,
                actors,
                reviewers,
                fourEyes,
                judgement,
                now,
                verdict,
                origin);
    }
}
