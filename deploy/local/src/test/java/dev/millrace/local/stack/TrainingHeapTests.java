package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingHeapTests {

    private static final long GIBIBYTE = 1L << 30;

    @Test
    void isAQuarterOfTheMachine() {
        assertThat(TrainingHeap.mebibytes("", 24 * GIBIBYTE)).isEqualTo(6 * 1024);
        assertThat(TrainingHeap.mebibytes("", GIBIBYTE)).isEqualTo(512);
        assertThat(TrainingHeap.mebibytes("", 512 * GIBIBYTE)).isEqualTo(24 * 1024);
    }

    @Test
    void isWhatIsWanted() {
        assertThat(TrainingHeap.mebibytes("8g", GIBIBYTE)).isEqualTo(8 * 1024);
        assertThat(TrainingHeap.mebibytes(" 1500M ", GIBIBYTE)).isEqualTo(1500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "8 g", "-1g", "100m", "9999999g", "much"})
    void refusesWhatIsNoSize(String wanted) {
        assertThatThrownBy(() -> TrainingHeap.mebibytes(wanted, GIBIBYTE))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining(TrainingHeap.VARIABLE);
    }
}
