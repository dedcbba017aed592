package dev.millrace.monitoring.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.DeployOutcome;
import dev.millrace.contracts.TriggerDecision;
import org.junit.jupiter.api.Test;

class NarratorTests {

    @Test
    void tellsWhatArrived() {
        assertThat(Narrator.tell(Events.arrived()).summary())
                .isEqualTo("taxi-trips version 3: 9 942 rows, 23 columns from taxi.csv (1.92 MB, snapshot)");
    }

    @Test
    void tellsWhyDataWasRejected() {
        assertThat(Narrator.tell(Events.rejected()).summary())
                .isEqualTo("REJECTED taxi-trips version 4: TYPE_MISMATCH in fare ('abc', expected DOUBLE), "
                        + "ROWS_LOW (10 rows, expected at least 500)");
    }

    @Test
    void tellsWhatATriggerLedTo() {
        Telling started = Narrator.tell(Events.decided(TriggerDecision.STARTED, "NEW_DATA", "r-12"));
        Telling merged = Narrator.tell(Events.decided(TriggerDecision.MERGED, "DRIFT", "r-12"));
        Telling cancelled = Narrator.tell(Events.decided(TriggerDecision.SUPPRESSED, "CANCELLED", null));

        assertThat(started)
                .isEqualTo(new Telling(
                        Step.TRAINING_STARTED, "r-12", "STARTED run r-12: new data, 9 942 rows (first of today)"));
        assertThat(merged.summary()).startsWith("MERGED into run r-12: drift");
        assertThat(cancelled.step()).isEqualTo(Step.TRAINING_CANCELLED);
    }

    @Test
    void tellsWhichColumnsDriftedStrongestFirst() {
        assertThat(Narrator.tell(Events.drift()).summary())
                .isEqualTo("DRIFT of version 7 in fare! (Wasserstein/sd 0.415 > 0.1, p 1e-30), "
                        + "payment_type (JS 0.22 > 0.1, p 0.002) (500 rows against 6 959)");
    }

    @Test
    void tellsWhatWasApprovedAndWhoServesIt() {
        assertThat(Narrator.tell(Events.approved()).summary())
                .isEqualTo("APPROVED version 7 as generation 2 by gates: auc 0.957 ≥ 0.6");
        assertThat(Narrator.tell(Events.deployed(DeployOutcome.SERVING)).summary())
                .isEqualTo("SERVING version 7 on s1: loaded in 120 ms, warm in 1.3 s, 64 golden rows agree");
        assertThat(Narrator.tell(Events.deployed(DeployOutcome.REFUSED)).summary())
                .isEqualTo("REFUSED version 7 on s1: GOLDEN_ROWS_DIFFER");
    }
}
