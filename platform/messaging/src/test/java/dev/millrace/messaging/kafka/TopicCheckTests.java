package dev.millrace.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.EmbeddedInfrastructure;
import dev.millrace.messaging.TopicProperties;
import dev.millrace.messaging.lifecycle.MessagingState;
import dev.millrace.messaging.lifecycle.Waits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** On a broker whose topics have four partitions and one copy each. */
class TopicCheckTests {

    @Test
    void findsNothingWhereTheTopicsAreAsTheyShouldBe() {
        var topics = topics(4, 1);

        topics.check();

        assertThat(topics.differences()).isEmpty();
    }

    @Test
    void namesEachTopicThatDiffersAndHow() {
        var topics = topics(12, 3);

        topics.check();

        assertThat(topics.differences())
                .contains(
                        "data.arrived has 4 partitions, not 12",
                        "data.arrived has a replication of 1, not 3",
                        "model.approved has a replication of 1, not 3")
                .doesNotContain("model.approved has 4 partitions, not 12");
    }

    @Test
    void showsWhatDiffersInReadinessWhichStaysUp() {
        var topics = topics(12, 1);
        var state = new MessagingState(
                false, topics::differences, new Waits(new SimpleMeterRegistry(), System::nanoTime), System::nanoTime);
        state.running(List.of());

        topics.check();

        assertThat(state.health().getStatus()).isEqualTo(Status.UP);
        assertThat(state.health().getDetails()).containsEntry("topics", topics.differences());
    }

    private static TopicCheck topics(int partitions, int replication) {
        return new TopicCheck(
                Map.of("bootstrap.servers", EmbeddedInfrastructure.bootstrapServers()),
                new TopicProperties(partitions, replication));
    }
}
