package dev.millrace.monitoring.cascade.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.millrace.contracts.DeployOutcome;
import dev.millrace.contracts.RunOutcome;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.contracts.TriggerDecision;
import dev.millrace.messaging.Envelope;
import dev.millrace.monitoring.cascade.Step;
import dev.millrace.monitoring.cascade.TimelineEntry.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSentencesTests {

    static Stream<Topic<?>> topicsOfTheTimeline() {
        return Topics.ALL.stream().filter(topic -> !CascadeListeners.LEFT_OUT.contains(topic));
    }

    /** A record without a sentence would be parked. The events are empty, so most sentences fail over them, in another way. */
    @ParameterizedTest
    @MethodSource("topicsOfTheTimeline")
    void knowsEveryEventOfTheTimeline(Topic<?> topic) throws Exception {
        var event = topic.type().getDeclaredConstructor().newInstance();

        var failure = catchThrowable(() -> EventSentences.of(event));

        assertThat(failure instanceof IllegalArgumentException).isFalse();
    }

    @Test
    void tellsWhatArrived() {
        assertThat(EventSentences.of(Events.arrived()).summary())
                .isEqualTo("taxi-trips version 3: 9 942 rows, 23 columns from taxi.csv (1.92 MB, snapshot)");
    }

    @Test
    void tellsWhatAProducerOutsideAnnouncesAsNotYetTaken() {
        var announced = Events.arrived();
        announced.setFile("november/taxi.csv");
        var outside = new Envelope(
                "e-1", Envelope.outsideAggregate("airflow", "e-1"), 1, "default", null, "c", null, 0, Instant.EPOCH);

        assertThat(EventSentences.of(announced, outside))
                .isEqualTo(Meaning.of(Step.DATA_ANNOUNCED, "ANNOUNCED taxi-trips: file november/taxi.csv, by airflow"));
    }

    @Test
    void tellsWhyAFileWasRefused() {
        assertThat(EventSentences.of(Events.refused()))
                .isEqualTo(Meaning.of(
                        Step.DATA_REFUSED, "REFUSED file taxi.csv for taxi-trips: FILE_NOT_FOUND (there is none)"));
    }

    @Test
    void tellsWhoAskedForARun() {
        assertThat(EventSentences.of(Events.requested()).summary())
                .isEqualTo("a run was asked for, by nightly job: new labels");
    }

    @Test
    void tellsOfColumnsThatAreTooManyForTheEvent() {
        var wide = Events.arrived();
        wide.setColumns(List.of());
        wide.setColumnsDigest("00");

        assertThat(EventSentences.of(wide).summary()).contains("9 942 rows, many columns from taxi.csv");
    }

    @Test
    void tellsWhyDataWasRejected() {
        assertThat(EventSentences.of(Events.rejected()).summary())
                .isEqualTo("REJECTED taxi-trips version 4: TYPE_MISMATCH in fare ('abc', expected DOUBLE), "
                        + "ROWS_LOW (10 rows, expected at least 500)");
    }

    @Test
    void tellsWhatATriggerLedTo() {
        var started = EventSentences.of(Events.decided(TriggerDecision.STARTED, "NEW_DATA", "r-12"));
        var merged = EventSentences.of(Events.decided(TriggerDecision.MERGED, "DRIFT", "r-12"));
        var cancelled = EventSentences.of(Events.decided(TriggerDecision.SUPPRESSED, "CANCELLED", null));

        assertThat(started)
                .isEqualTo(Meaning.ofRun(
                        Step.TRAINING_STARTED, "r-12", "STARTED run r-12: new data, 9 942 rows (first of today)"));
        assertThat(merged.summary()).startsWith("MERGED into run r-12: drift");
        assertThat(cancelled.step()).isEqualTo(Step.TRAINING_CANCELLED);
    }

    @Test
    void tellsHowARunEnded() {
        var failed = EventSentences.of(Events.ended(RunOutcome.FAILED, "LABEL_CONSTANT"));

        assertThat(failed.step()).isEqualTo(Step.RUN_FAILED);
        assertThat(failed.runId()).isEqualTo("r-12");
        assertThat(failed.summary())
                .isEqualTo("FAILED run r-12: LABEL_CONSTANT after 1.5 s, 9 942 rows of taxi-trips (one class)");
        assertThat(EventSentences.of(Events.ended(RunOutcome.TRAINED, null)).step())
                .isEqualTo(Step.RUN_ENDED);
        assertThat(EventSentences.of(Events.ended(RunOutcome.CANCELLED, null)).step())
                .isEqualTo(Step.TRAINING_CANCELLED);
    }

    @Test
    void tellsWhichColumnsDriftedStrongestFirst() {
        assertThat(EventSentences.of(Events.drift()).summary())
                .isEqualTo("DRIFT of version 7 in fare! (Wasserstein/sd 0.415 > 0.1, p 1e-30), "
                        + "payment_type (JS 0.22 > 0.1, p 0.002) (500 rows against 6 959)");
    }

    @Test
    void tellsWhatWasApprovedAndWhoServesIt() {
        assertThat(EventSentences.of(Events.approved()).summary())
                .isEqualTo("APPROVED version 7 as generation 2 by gates: auc 0.957 ≥ 0.6");
        assertThat(EventSentences.of(Events.deployed(DeployOutcome.SERVING)).summary())
                .isEqualTo("SERVING version 7 on s1: loaded in 120 ms, warm in 1.3 s, 64 golden rows agree");
        assertThat(EventSentences.of(Events.deployed(DeployOutcome.REFUSED)).summary())
                .isEqualTo("REFUSED version 7 on s1: GOLDEN_ROWS_DIFFER");
    }

    @Test
    void tellsWhoWithdrewAModelAndWhy() {
        assertThat(EventSentences.of(Events.withdrawn()).summary())
                .isEqualTo("WITHDRAWN version 7 by dora: it is wrong");
    }
}
