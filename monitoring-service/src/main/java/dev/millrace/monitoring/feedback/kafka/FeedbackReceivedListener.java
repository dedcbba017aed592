package dev.millrace.monitoring.feedback.kafka;

import dev.millrace.contracts.FeedbackReceived;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.BatchListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.feedback.Label;
import dev.millrace.monitoring.feedback.PredictionId;
import dev.millrace.monitoring.feedback.ScoreLabels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Labels come in here, ours and those that outsiders send to the topic themselves. A label that stands on another partition than
 * its prediction is sent there, once.
 */
@Component
class FeedbackReceivedListener implements BatchListener<FeedbackReceived> {

    private final ScoreLabels scoreLabels;
    private final AvroLabelTopic labelTopic;

    FeedbackReceivedListener(ScoreLabels scoreLabels, AvroLabelTopic labelTopic) {
        this.scoreLabels = scoreLabels;
        this.labelTopic = labelTopic;
    }

    @Override
    public Topic<FeedbackReceived> topic() {
        return Topics.FEEDBACK_RECEIVED;
    }

    @Override
    public void on(int partition, List<Received<FeedbackReceived>> batch) {
        var here = new ArrayList<ScoreLabels.Arrived>();
        var forwarded = new ArrayList<CompletableFuture<Void>>();
        int partitions = labelTopic.partitions();
        for (var received : batch) {
            var elsewhere = PredictionId.parse(received.event().getPredictionId())
                    .map(PredictionId::partition)
                    .filter(home -> home != partition && home < partitions)
                    .filter(home -> received.envelope().hop() == 0);
            elsewhere.ifPresentOrElse(
                    home -> forwarded.add(labelTopic.forward(received, home)), () -> here.add(arrived(received)));
        }
        forwarded.forEach(CompletableFuture::join);
        scoreLabels.score(partition, here);
    }

    private static ScoreLabels.Arrived arrived(Received<FeedbackReceived> received) {
        var event = received.event();
        var observedAt = event.getObservedAt();
        return new ScoreLabels.Arrived(
                received.envelope().project(),
                event.getModel(),
                received.offset(),
                received.appendedAt(),
                new Label(
                        event.getPredictionId(),
                        event.getLabel(),
                        observedAt.equals(Instant.EPOCH) ? received.envelope().occurredAt() : observedAt));
    }
}
