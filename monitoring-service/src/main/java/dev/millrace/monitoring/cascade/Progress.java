package dev.millrace.monitoring.cascade;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a cascade is. Its own events do not tell everything: a newer approval of the model may stand in another
 * cascade, and pipelines that read the same data decide one after the other.
 */
final class Progress {

    /** Time after the last event in which another pipeline's decision may still come. */
    static final Duration SETTLE = Duration.ofSeconds(2);

    private final CascadeStore store;

    Progress(CascadeStore store) {
        this.store = store;
    }

    /** As its events tell. */
    CascadeStatus told(String project, Cascade cascade) {
        return CascadeStatus.of(
                cascade.events(), mark -> supersededBy(project, mark).isPresent());
    }

    /** The same, but running as long as another pipeline may still start a training. */
    CascadeStatus settled(String project, Cascade cascade, Instant now) {
        CascadeStatus status = told(project, cascade);
        Instant heardAt = cascade.heardAt();
        boolean fresh = heardAt != null && now.isBefore(heardAt.plus(SETTLE));
        return fresh && status.isDecidedOnly() ? CascadeStatus.RUNNING : status;
    }

    /** The cascade of the approval that one of this cascade gave way to. */
    Optional<String> supersededBy(String project, Cascade cascade) {
        return told(project, cascade) == CascadeStatus.SUPERSEDED
                ? cascade.events().stream()
                        .flatMap(mark -> supersededBy(project, mark).stream())
                        .findFirst()
                : Optional.empty();
    }

    private Optional<String> supersededBy(String project, Cascade.Mark mark) {
        return mark.step() == Step.MODEL_APPROVED
                ? store.newest()
                        .find(CascadeStore.newest(project, mark.pipeline()))
                        .filter(newest -> !newest.eventId().equals(mark.eventId()))
                        .map(CascadeStore.Newest::cascadeId)
                : Optional.empty();
    }
}
