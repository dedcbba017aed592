package dev.millrace.messaging.commit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
        @JsonUnwrapped Shown shown) {

    /** How far a job has come. */
    public enum Status {
        WAITING,
        RUNNING
    }

    /**
     * What people see of its work.
     *
     * @param stage what it is doing, empty before it started
     * @param fraction of the whole, 0 to 1
     */
    public record Shown(String stage, double fraction, Map<String, String> figures) {

        private static final Shown NOTHING = new Shown("", 0, Map.of());

        public Shown {
            figures = Map.copyOf(figures);
        }
    }

    public Job {
        due = due == null ? Instant.EPOCH : due;
    }

    static Job waiting(String id, Instant due) {
        return new Job(id, Status.WAITING, due, 0, 0, 0, null, Shown.NOTHING);
    }

    /** As claimed by an owner. */
    public Job claimedBy(String newOwner) {
        return new Job(id, Status.RUNNING, due, attempt + 1, pauses, 0, newOwner, Shown.NOTHING);
    }

    /** With this progress shown. */
    public Job showing(Shown progress) {
        return new Job(id, status, due, attempt, pauses, beat, owner, progress);
    }

    /** Given back after an attempt that counts. */
    public Job after(Instant newDue) {
        return new Job(id, Status.WAITING, newDue, attempt, 0, beat, owner, shown);
    }

    /** Given back as if it had not been claimed. */
    public Job withoutAttempt(Instant newDue) {
        return new Job(id, Status.WAITING, newDue, attempt - 1, pauses + 1, beat, owner, shown);
    }

    JobProgress progress() {
        return new JobProgress(
                id, status.name(), Math.max(1, attempt), shown.stage(), shown.fraction(), shown.figures(), owner);
    }
}
