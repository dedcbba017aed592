package dev.millrace.monitoring.feedback.kafka;

import dev.millrace.contracts.FeedbackReceived;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.feedback.Label;
import dev.millrace.monitoring.feedback.LabelTopic;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Labels as events. An event's id follows from what the label says, so the same label has the same id each time. */
@Component
class AvroLabelTopic implements LabelTopic {

    private final DirectPublisher publisher;

    AvroLabelTopic(DirectPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public int partitions() {
        return publisher.partitions(Topics.FEEDBACK_RECEIVED);
    }

    @Override
    public CompletableFuture<Void> send(String project, String model, Label label, int partition) {
        var event = new FeedbackReceived();
        event.setProject(project);
        event.setModel(model);
        event.setPredictionId(label.predictionId());
        event.setLabel(label.label());
        event.setObservedAt(label.observedAt());
        event.setOccurredAt(label.observedAt());
        var source = "monitoring:labels:%s/%s/%s=%s".formatted(project, model, label.predictionId(), label.label());
        return publisher.sendOnce(
                Topics.FEEDBACK_RECEIVED,
                event,
                partition,
                new Lineage("label-" + label.predictionId(), null, 0),
                source);
    }

    /** Sends a label that stands on another partition than its prediction to that partition. */
    CompletableFuture<Void> forward(Received<FeedbackReceived> received, int partition) {
        var copy = FeedbackReceived.newBuilder(received.event()).build();
        copy.setOccurredAt(received.envelope().occurredAt());
        return publisher.sendOnce(
                Topics.FEEDBACK_RECEIVED,
                copy,
                partition,
                received.envelope().effect(),
                "monitoring:forwarded:" + received.envelope().eventId());
    }
}
