package dev.millrace.messaging.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedTroubleTests {

    private final List<String> said = new ArrayList<>();
    private long now = 7;
    private final RepeatedTrouble trouble = new RepeatedTrouble(said::add, () -> now);

    @Test
    void saysTheSameOnceInThirtySeconds() {
        for (int second = 0; second < 61; second += 3) {
            trouble.report("no registry");
            now += Duration.ofSeconds(3).toNanos();
        }

        assertThat(said).hasSize(3);
    }

    @Test
    void saysAtOnceWhatIsNew() {
        trouble.report("no registry");
        trouble.report("no broker");
        trouble.over();
        trouble.report("no broker");

        assertThat(said).containsExactly("no registry", "no broker", "no broker");
    }
}
