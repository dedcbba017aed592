package dev.millrace.messaging.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.commit.StateMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MappedStatesTests {

    private static final StateMapper STATES = Templates.states();
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123456Z");

    enum Colour {
        RED
    }

    record Inner(Instant at, Duration took, LocalDate day, BigDecimal sum) {}

    record Whole(
            String text,
            boolean truth,
            int small,
            long large,
            double real,
            float rough,
            Colour colour,
            List<Inner> list,
            Set<Integer> set,
            Map<String, Inner> byName) {}

    @Test
    void readsBackWhatItWrote() {
        var inner = new Inner(AT, Duration.ofMillis(1), LocalDate.of(2026, 11, 21), new BigDecimal("1.50"));
        var whole =
                new Whole("text", true, 1, 2, 0.1, 0.5f, Colour.RED, List.of(inner), Set.of(7), Map.of("a.$b", inner));

        assertThat(STATES.read(STATES.write(whole), Whole.class)).isEqualTo(whole);
    }

    @Test
    void takesWhatADocumentLacksAsNothing() {
        var whole = STATES.read(new Document(), Whole.class);

        assertThat(whole.text()).isNull();
        assertThat(whole.large()).isZero();
        assertThat(whole.list()).isEmpty();
    }
}
