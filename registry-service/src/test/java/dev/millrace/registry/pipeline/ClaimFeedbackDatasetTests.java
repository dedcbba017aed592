package dev.millrace.registry.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimFeedbackDatasetTests {

    private static final Instant CLAIMED = Instant.parse("2026-11-28T12:00:00Z");

    /** A claim is written before the specification is in force, and whoever died in between must not keep the dataset. */
    @ParameterizedTest
    @CsvSource({"true, 0, true", "true, 3600, true", "false, 0, true", "false, 59, true", "false, 60, false"})
    void aDatasetIsTakenWhileItIsNamedOrWasClaimedJustNow(boolean named, long secondsLater, boolean taken) {
        var dataset = new FeedbackDataset("rows-of-one", CLAIMED);

        assertThat(dataset.isTaken(named, CLAIMED.plusSeconds(secondsLater))).isEqualTo(taken);
    }
}
