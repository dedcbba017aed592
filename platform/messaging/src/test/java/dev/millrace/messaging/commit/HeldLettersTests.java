package dev.millrace.messaging.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;

class HeldLettersTests {

    private long now = 7;
    private final HeldLetters held = new HeldLetters(() -> now);

    @Test
    void holdsAllLettersToAMissingTopicForAMinute() {
        boolean waits = held.hold(
                letter("t.dlt", "a"), new KafkaException("no", new UnknownTopicOrPartitionException("t.dlt")));

        assertThat(waits).isTrue();
        assertThat(held.waits(letter("t.dlt", "b"))).isTrue();
        assertThat(held.waits(letter("u.dlt", "b"))).isFalse();
        now += Duration.ofMinutes(1).toNanos();
        assertThat(held.waits(letter("t.dlt", "b"))).isFalse();
    }

    @Test
    void holdsOnlyTheLetterThatIsTooLarge() {
        held.hold(letter("t.dlt", "a"), new RecordTooLargeException("2 MB"));

        assertThat(held.waits(letter("t.dlt", "a"))).isTrue();
        assertThat(held.waits(letter("t.dlt", "b"))).isFalse();
    }

    @Test
    void blamesNoLetterForABrokerThatIsAway() {
        assertThat(held.hold(letter("t.dlt", "a"), new KafkaException("no", new TimeoutException("no answer"))))
                .isFalse();
        assertThat(held.waits(letter("t.dlt", "a"))).isFalse();
    }

    private static OutboxEntry.DeadLetter letter(String topic, String origin) {
        return new OutboxEntry.DeadLetter("letter", topic, null, null, "CODE", origin);
    }
}
