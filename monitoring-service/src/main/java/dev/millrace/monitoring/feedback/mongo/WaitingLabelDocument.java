package dev.millrace.monitoring.feedback.mongo;

import dev.millrace.monitoring.feedback.Label;
import dev.millrace.monitoring.feedback.WaitingLabels.Waiting;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A label that waits for its prediction.
 *
 * @param id score and prediction
 * @param offset of its record in the topic; null where an earlier release kept it
 * @param since when it began to wait
 */
@Document("waiting-labels")
@CompoundIndex(name = "longest", def = "{'scoreId': 1, 'partition': 1, 'since': 1}")
record WaitingLabelDocument(
        @Id String id,
        String scoreId,
        int partition,
        @Nullable Long offset,
        String predictionId,
        String label,
        Instant observedAt,
        @Indexed Instant since) {

    private static final Long NO_OFFSET = -1L;

    static String id(String scoreId, String predictionId) {
        return scoreId + "/" + predictionId;
    }

    static WaitingLabelDocument of(Waiting waiting) {
        var label = waiting.label();
        return new WaitingLabelDocument(
                id(waiting.scoreId(), label.predictionId()),
                waiting.scoreId(),
                waiting.partition(),
                waiting.offset(),
                label.predictionId(),
                label.label(),
                label.observedAt(),
                waiting.since());
    }

    Waiting waiting() {
        return new Waiting(
                scoreId,
                partition,
                Objects.requireNonNullElse(offset, NO_OFFSET),
                new Label(predictionId, label, observedAt),
                since);
    }
}
