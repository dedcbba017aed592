package dev.millrace.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Envelope;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapsTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Gaps gaps = new Gaps(meters);

    @Test
    void countsNothingWhereOtherTopicsTookTheSequencesBetween() {
        arrived(2, "");
        arrived(5, "2");
        arrived(9, "5");

        assertThat(counted()).isZero();
    }

    @Test
    void countsAnEventThatNeverArrived() {
        arrived(3, "2");
        arrived(9, "5");

        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void knowsWhatWasMissedWhenItComesAfterAll() {
        arrived(3, "2");
        arrived(9, "5");

        assertThat(arrived(5, "3")).isTrue();
        assertThat(arrived(4, "3")).isTrue();
        assertThat(arrived(3, "2")).isFalse();
        assertThat(arrived(9, "5")).isFalse();
        assertThat(arrived(10, "9")).isFalse();
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void countsNothingOfASourceThatItHasNotHeardBefore() {
        arrived(9, "5");

        assertThat(counted()).isZero();
    }

    @Test
    void countsNothingAcrossATimeWhenOthersReadThePartition() {
        arrived(3, "2");
        gaps.forget(List.of(new TopicPartition("data.arrived", 0)));
        arrived(9, "5");

        assertThat(counted()).isZero();
    }

    @Test
    void countsNothingOnATopicThatForgetsOldRecords() {
        arrived(Topics.MODEL_APPROVED, 3, "2");
        arrived(Topics.MODEL_APPROVED, 9, "5");

        assertThat(meters.find("millrace.messaging.gaps").counters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "five", "99999999999999999999", "5 "})
    void believesNoNonsense(String follows) {
        arrived(3, "2");
        arrived(9, follows);

        assertThat(counted()).isZero();
    }

    private double counted() {
        return meters.counter("millrace.messaging.gaps", "topic", "data.arrived")
                .count();
    }

    private boolean arrived(long sequence, String follows) {
        return arrived(Topics.DATA_ARRIVED, sequence, follows);
    }

    private boolean arrived(Topic<?> topic, long sequence, String follows) {
        var polled = new ConsumerRecord<byte[], byte[]>(topic.name(), 0, sequence, new byte[0], new byte[0]);
        polled.headers().add("mr_after", follows.getBytes(StandardCharsets.UTF_8));
        return gaps.arrived(
                topic,
                polled,
                new Envelope("e" + sequence, "s:c:default/a", sequence, "default", null, "c", null, 0, Instant.EPOCH));
    }
}
