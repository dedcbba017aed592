package dev.millrace.messaging.kafka;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.TopicProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;

/**
 * Compares the topics on the broker with what they should be like. A topic with too few partitions lets replicas idle, and one
 * with too few copies loses records with a disk; neither keeps a service from working, so what differs is only reported.
 */
final class TopicCheck {

    private static final Logger log = LoggerFactory.getLogger(TopicCheck.class);

    private final Map<String, Object> connection;
    private final TopicProperties expected;
    private volatile List<String> last = List.of();

    TopicCheck(Map<String, Object> connection, TopicProperties expected) {
        this.connection = Map.copyOf(connection);
        this.expected = expected;
    }

    /** What differed when the topics were last looked at, a sentence each. */
    List<String> differences() {
        return last;
    }

    /** Looks at all topics; says in the log what differs, once. */
    void check() {
        var found = new ArrayList<String>();
        try (var admin = Admin.create(connection)) {
            var names = Topics.ALL.stream().map(Topic::name).toList();
            var answers = admin.describeTopics(names).topicNameValues();
            for (Topic<?> topic : Topics.ALL) {
                var answer = Objects.requireNonNull(answers.get(topic.name()), "each topic has an answer");
                found.addAll(compare(topic, answer));
            }
        }
        if (!found.equals(last) && !found.isEmpty()) {
            log.warn("Topics are not as they should be: {}", String.join("; ", found));
        }
        last = List.copyOf(found);
    }

    private List<String> compare(Topic<?> topic, KafkaFuture<TopicDescription> answer) {
        try {
            return compare(topic, answer.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of(topic.name() + " is missing");
            }
            throw new KafkaException("the topic %s cannot be looked at".formatted(topic.name()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private List<String> compare(Topic<?> topic, TopicDescription found) {
        var differences = new ArrayList<String>();
        int wanted = topic.partitions(expected.partitions());
        if (found.partitions().size() != wanted) {
            differences.add("%s has %d partitions, not %d"
                    .formatted(topic.name(), found.partitions().size(), wanted));
        }
        int copies = found.partitions().getFirst().replicas().size();
        if (copies != expected.replication()) {
            differences.add(
                    "%s has a replication of %d, not %d".formatted(topic.name(), copies, expected.replication()));
        }
        return differences;
    }
}
