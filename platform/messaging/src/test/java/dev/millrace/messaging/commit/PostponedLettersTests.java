package dev.millrace.messaging.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;

class PostponedLettersTests {

    private long now = 7;
    private final PostponedLetters postponed = new PostponedLetters(() -> now);

    @Test
    void postponesAllLettersToAMissingTopicForAMinute() {
        boolean waits = postponed.add(
                letter("t.dlt", "a"), new KafkaException("no", new UnknownTopicOrPartitionException("t.dlt")));

        assertThat(waits).isTrue();
        assertThat(postponed.contains(letter("t.dlt", "b"))).isTrue();
        assertThat(postponed.contains(letter("u.dlt", "b"))).isFalse();
        now += Duration.ofMinutes(1).toNanos();
        assertThat(postponed.contains(letter("t.dlt", "b"))).isFalse();
    }

    @Test
    void postponesOnlyTheLetterThatIsTooLarge() {
        postponed.add(letter("t.dlt", "a"), new RecordTooLargeException("2 MB"));

        assertThat(postponed.contains(letter("t.dlt", "a"))).isTrue();
        assertThat(postponed.contains(letter("t.dlt", "b"))).isFalse();
    }

    @Test
    void blamesNoLetterForABrokerThatIsAway() {
        assertThat(postponed.add(letter("t.dlt", "a"), new KafkaException("no", new TimeoutException("no answer"))))
                .isFalse();
        assertThat(postponed.contains(letter("t.dlt", "a"))).isFalse();
    }

    private static OutboxEntry.DeadLetter letter(String topic, String origin) {
        return new OutboxEntry.DeadLetter("letter", topic, null, null, "CODE", origin);
    }
}
