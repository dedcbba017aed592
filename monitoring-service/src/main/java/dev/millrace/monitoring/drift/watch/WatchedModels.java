package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.ReadModel;
import dev.millrace.monitoring.ServingRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models that are watched, as they are listed, and what was watched before. */
public interface WatchedModels {

    /**
     * A model and how it drifts.
     *
     * @param role that the version has; the champion's where an earlier release has stored it
     * @param since when the episode began that lasts; null where none does
     */
    record Watched(
            String model,
            String pipeline,
            int version,
            ServingRole role,
            long generation,
            DriftView.Status level,
            @Nullable Instant since) {

        public Watched {
            role = ServingRole.stored(role);
        }

        static Watched begun(Approved approved) {
            return new Watched(
                    approved.model(),
                    approved.pipeline(),
                    approved.version(),
                    approved.modelRole().role(),
                    approved.generation(),
                    DriftView.Status.NOT_ENOUGH_DATA,
                    null);
        }

        static Watched after(Watch watch, JudgedWindow last) {
            var episode = watch.agreement().episode();
            var approved = watch.approved();
            return new Watched(
                    approved.model(),
                    approved.pipeline(),
                    approved.version(),
                    approved.modelRole().role(),
                    approved.generation(),
                    DriftView.Status.of(last),
                    episode == null || !episode.lasts() ? null : episode.since());
        }
    }

    ReadModel row(String project, Watched watched);

    /** What an approval put in service, to be found when a newer one has taken its place. */
    ReadModel row(Approved approved);

    Optional<Approved> generation(String project, String model, long generation);

    /**
     * By name.
     *
     * @param level null for all
     * @param after only names behind this one; empty for the first page
     */
    List<Watched> list(String project, DriftView.@Nullable Status level, String after, int limit);

    long count(String project, DriftView.Status level);
}
