package dev.millrace.messaging.commit;

import dev.millrace.messaging.JobProgress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one job of an aggregate.
 *
 * @param due when it may be claimed
 * @param attempt how often it was claimed, of the claims that count
 * @param pauses how often it was given back in a row without an attempt being counted
 * @param beat counts up while the owner lives
 */
public record Job(
        String id,
        Status status,
        Instant due,
        int attempt,
        int pauses,
        long beat,
        @Nullable String owner,
        String stage,
        double fraction,
        Map<String, String> figures) {

    /** How far a job has come. */
    public enum Status {
        WAITING,
        RUNNING
    }

    public Job {
        figures = Map.copyOf(figures);
        due = due == null ? Instant.EPOCH : due;
    }

    static Job waiting(String id, Instant due) {
        return new Job(id, Status.WAITING, due, 0, 0, 0, null, "", 0, Map.of());
    }

    /** As claimed by an owner. */
    public Job claimedBy(String newOwner) {
        return new Job(id, Status.RUNNING, due, attempt + 1, pauses, 0, newOwner, "", 0, Map.of());
    }

    /** With this progress shown. */
    public Job at(String newStage, double newFraction, Map<String, String> newFigures) {
        return new Job(id, status, due, attempt, pauses, beat, owner, newStage, newFraction, newFigures);
    }

    /** Given back after an attempt that counts. */
    public Job after(Instant newDue) {
        return new Job(id, Status.WAITING, newDue, attempt, 0, beat, owner, stage, fraction, figures);
    }

    /** Given back as if it had not been claimed. */
    public Job withoutAttempt(Instant newDue) {
        return new Job(id, Status.WAITING, newDue, attempt - 1, pauses + 1, beat, owner, stage, fraction, figures);
    }

    JobProgress progress() {
        return new JobProgress(id, status.name(), Math.max(1, attempt), stage, fraction, figures, owner);
    }
}
