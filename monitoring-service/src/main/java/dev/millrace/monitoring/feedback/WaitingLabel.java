package dev.millrace.monitoring.feedback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A label whose prediction was not logged yet.
 *
 * @param since when it began to wait; null where that was not kept yet
 */
record WaitingLabel(
        String predictionId,
        String label,
        Instant observedAt,
        @Nullable Instant since) {

    static WaitingLabel of(Label label, Instant since) {
        return new WaitingLabel(label.predictionId(), label.label(), label.observedAt(), since);
    }

    Label asLabel() {
        return new Label(predictionId, label, observedAt);
    }
}
