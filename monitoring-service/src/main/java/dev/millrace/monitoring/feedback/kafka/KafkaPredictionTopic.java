package dev.millrace.monitoring.feedback.kafka;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.summary.ReadTopics;
import dev.millrace.monitoring.feedback.PredictionTopic;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** {@code inference.logged}, as the broker sees it. Which topics are read follows from the listeners, which are made later than this. */
@Component
class KafkaPredictionTopic implements PredictionTopic {

    private final ObjectProvider<ReadTopics> topics;

    KafkaPredictionTopic(ObjectProvider<ReadTopics> topics) {
        this.topics = topics;
    }

    @Override
    public boolean isRead() {
        return topics.getObject().figures().stream()
                .filter(topic -> topic.topic().equals(Topics.INFERENCE_LOGGED.name()))
                .allMatch(topic -> topic.lag() != null && topic.lag() == 0);
    }
}
