package dev.millrace.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.event.ListenerContainerIdleEvent;

class TableEndsTests {

    private static final TopicPartition FIRST = new TopicPartition("pipeline.defined", 0);
    private static final TopicPartition SECOND = new TopicPartition("pipeline.defined", 1);

    private final Table table = new Table();
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    @Test
    void anEmptyTopicIsReadAtOnce() {
        ends(Map.of(FIRST, 0L, SECOND, 0L)).announceEmpty();

        assertThat(table.caughtUp).isEqualTo(1);
    }

    @Test
    void isReadWhenTheLastRecordOfEachPartitionWasHandled() {
        var ends = ends(Map.of(FIRST, 3L, SECOND, 1L));
        ends.announceEmpty();
        ends.handled(record(FIRST, 2));
        ends.handled(record(FIRST, 3));
        assertThat(table.caughtUp).isZero();

        ends.handled(record(SECOND, 0));
        ends.handled(record(SECOND, 1));

        assertThat(table.caughtUp).isEqualTo(1);
    }

    @Test
    void isNotReadWhileTheBrokerSaysNothing() {
        var ends = ends(Map.of(FIRST, 3L));
        ends.idle(idle(false));
        positions.put(FIRST, 0L);
        ends.idle(idle(false));

        assertThat(table.caughtUp).isZero();
    }

    @Test
    void isNotReadWhileWhatWasPolledWaitsForAnotherAttempt() {
        var ends = ends(Map.of(FIRST, 3L));
        positions.put(FIRST, 3L);
        ends.idle(idle(true));

        assertThat(table.caughtUp).isZero();
    }

    @Test
    void isReadWhenTheConsumerIsAtAnEndThatHoldsNoRecord() {
        var ends = ends(Map.of(FIRST, 3L, SECOND, 5L));
        positions.putAll(Map.of(FIRST, 3L, SECOND, 4L));
        ends.idle(idle(false));
        assertThat(table.caughtUp).isZero();

        positions.put(SECOND, 5L);
        ends.idle(idle(false));
        ends.idle(idle(false));

        assertThat(table.caughtUp).isEqualTo(1);
    }

    private TableEnds ends(Map<TopicPartition, Long> endOffsets) {
        return new TableEnds(endOffsets, List.of(table));
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], new byte[0]);
    }

    private ListenerContainerIdleEvent idle(boolean paused) {
        var consumer = new MockConsumer<byte[], byte[]>("earliest") {
            @Override
            public synchronized long position(TopicPartition partition, Duration timeout) {
                var position = positions.get(partition);
                if (position == null) {
                    throw new TimeoutException("nobody answers");
                }
                return position;
            }
        };
        return new ListenerContainerIdleEvent(this, this, 500, "tables", List.of(FIRST, SECOND), consumer, paused);
    }

    private static final class Table implements EventListener<PipelineDefined> {

        private int caughtUp;

        @Override
        public Topic<PipelineDefined> topic() {
            return Topics.PIPELINE_DEFINED;
        }

        @Override
        public void on(Received<PipelineDefined> received) {}

        @Override
        public void caughtUp() {
            caughtUp++;
        }
    }
}
