package dev.millrace.messaging.commit;

import dev.millrace.messaging.JobProgress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one job of an aggregate.
 *
 * @param beat counts up while the owner lives
 */
public record Job(
        String id,
        Status status,
        int attempt,
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
    }

    static Job waiting(String id) {
        return new Job(id, Status.WAITING, 0, 0, null, "", 0, Map.of());
    }

    /** As claimed by an owner. */
    public Job claimedBy(String newOwner) {
        return new Job(id, Status.RUNNING, attempt + 1, 0, newOwner, "", 0, Map.of());
    }

    JobProgress progress() {
        return new JobProgress(id, status.name(), Math.max(1, attempt), stage, fraction, figures, owner);
    }
}
