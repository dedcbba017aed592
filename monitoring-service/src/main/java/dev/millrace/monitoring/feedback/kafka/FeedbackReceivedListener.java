package dev.millrace.monitoring.feedback.kafka;

import dev.millrace.contracts.FeedbackReceived;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.BatchListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.feedback.TakeLabels;
import java.util.List;
import org.springframework.stereotype.Component;

/** Labels come in here, ours and those that outsiders send to the topic themselves. */
@Component
class FeedbackReceivedListener implements BatchListener<FeedbackReceived> {

    private final TakeLabels takeLabels;

    FeedbackReceivedListener(TakeLabels takeLabels) {
        this.takeLabels = takeLabels;
    }

    @Override
    public Topic<FeedbackReceived> topic() {
        return Topics.FEEDBACK_RECEIVED;
    }

    @Override
    public void on(int partition, List<Received<FeedbackReceived>> batch) {
        takeLabels.take(partition, batch);
    }
}
