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

    private final CascadeLinks links;

    Progress(CascadeLinks links) {
        this.links = links;
    }

    /** As its events tell. */
    CascadeStatus told(Cascade cascade) {
        return CascadeStatus.of(
                cascade.progress(),
                (pipeline, approval) -> newer(cascade, pipeline, approval).isPresent());
    }

    /** The same, but running as long as a pipeline that was not heard of may still start a training. */
    CascadeStatus settled(Cascade cascade, Instant now) {
        var status = told(cascade);
        boolean fresh = now.isBefore(cascade.span().heardAt().plus(SETTLE));
        return fresh && status.isOpen() ? CascadeStatus.RUNNING : status;
    }

    /** The cascade of the approval that one of this cascade gave way to. */
    Optional<String> supersededBy(Cascade cascade) {
        return told(cascade) == CascadeStatus.SUPERSEDED
                ? cascade.progress().pipelines().entrySet().stream()
                        .flatMap(each -> each.getValue().approvals().stream()
                                .flatMap(approval -> newer(cascade, each.getKey(), approval).stream()))
                        .findFirst()
                : Optional.empty();
    }

    private Optional<String> newer(Cascade cascade, String pipeline, CascadeProgress.Approval approval) {
        return links.newestApproval(cascade.project(), pipeline)
                .filter(newest -> !newest.eventId().equals(approval.eventId()))
                .map(CascadeLinks.NewestApproval::cascadeId);
    }
}
