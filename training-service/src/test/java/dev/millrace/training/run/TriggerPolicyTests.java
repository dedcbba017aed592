package dev.millrace.training.run;

import static dev.millrace.training.run.Pipelines.NOW;
import static dev.millrace.training.run.Pipelines.busy;
import static dev.millrace.training.run.Pipelines.decide;
import static dev.millrace.training.run.Pipelines.drift;
import static dev.millrace.training.run.Pipelines.fresh;
import static dev.millrace.training.run.Pipelines.holding;
import static dev.millrace.training.run.Pipelines.lineage;
import static dev.millrace.training.run.Pipelines.newData;
import static dev.millrace.training.run.Pipelines.trained;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TriggerPolicyTests {

    private static final String ALL = "{on: [new-data, drift], cooldown: PT6H, minNewRows: 10%}";
    private static final Duration LONG_AGO = Duration.ofHours(7);
    private static final Duration JUST_NOW = Duration.ofMinutes(5);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void answers(String situation, Pipeline pipeline, Trigger trigger, String expected) {
        assertThat(summary(decide(pipeline, trigger))).as(situation).isEqualTo(expected);
    }

    static Stream<Arguments> answers() {
        Pipeline rested = trained(holding(fresh(ALL), 2), 1, LONG_AGO);
        Pipeline tired = trained(holding(fresh(ALL), 2), 1, JUST_NOW);
        Trigger manual = new Trigger.Manual("ann", lineage(0));
        return Stream.of(
                Arguments.of("first data", holding(fresh(ALL), 1), newData(1), "STARTED FIRST_DATA [1]"),
                Arguments.of(
                        "first data of a pipeline that retrains on nothing",
                        holding(fresh("{on: []}"), 1),
                        newData(1),
                        "STARTED FIRST_DATA [1]"),
                Arguments.of(
                        "a pipeline defined after its data",
                        holding(fresh(ALL), 3),
                        new Trigger.Defined("p", lineage(1), "ann"),
                        "STARTED FIRST_DATA [1, 2, 3]"),
                Arguments.of("new data after the cool-down", rested, newData(2), "STARTED NEW_DATA [1, 2]"),
                Arguments.of("new data within the cool-down", tired, newData(2), "SUPPRESSED COOLDOWN"),
                Arguments.of("drift after the cool-down", rested, drift(1), "STARTED DRIFT [1, 2]"),
                Arguments.of("drift within the cool-down", tired, drift(1), "SUPPRESSED COOLDOWN"),
                Arguments.of(
                        "drift without new data",
                        trained(holding(fresh(ALL), 1), 1, LONG_AGO),
                        drift(1),
                        "STARTED DRIFT [1]"),
                Arguments.of("drift without data", fresh(ALL), drift(1), "SUPPRESSED NOT_ENOUGH_DATA"),
                Arguments.of(
                        "possible drift",
                        rested,
                        new Trigger.Drift("d", lineage(1), 1, false),
                        "SUPPRESSED NOT_TRIGGERED"),
                Arguments.of(
                        "drift of a version that no longer serves",
                        rested.withChampion(new Pipeline.ChampionInForce(2, 2, "d")),
                        drift(1),
                        "SUPPRESSED DUPLICATE"),
                Arguments.of(
                        "new data where only drift retrains",
                        trained(holding(fresh("{on: [drift], cooldown: PT6H}"), 2), 1, LONG_AGO),
                        newData(2),
                        "SUPPRESSED NOT_TRIGGERED"),
                Arguments.of(
                        "drift where only new data retrain",
                        trained(holding(fresh("{on: [new-data]}"), 2), 1, LONG_AGO),
                        drift(1),
                        "SUPPRESSED NOT_TRIGGERED"),
                Arguments.of(
                        "a cascade that is too long",
                        rested,
                        new Trigger.NewData("e", lineage(17), Pipelines.version(2, 1)),
                        "SUPPRESSED HOP_LIMIT"),
                Arguments.of("new data while a run is active", busy(tired), newData(2), "MERGED tips-3 [1, 2]"),
                Arguments.of("drift while a run reads everything", busy(tired), drift(1), "SUPPRESSED DUPLICATE"),
                Arguments.of(
                        "drift while a run reads the dataset that was left",
                        holding(busy(tired).defined(Pipelines.definition(ALL), "other"), 2),
                        drift(1),
                        "MERGED tips-3 [1, 2]"),
                Arguments.of("a person within the cool-down", tired, manual, "STARTED MANUAL [1, 2]"),
                Arguments.of("a person while a run is active", busy(tired), manual, "MERGED tips-3 [1, 2]"));
    }

    private static String summary(TriggerDecision decision) {
        return switch (decision) {
            case TriggerDecision.Started(Run run, String _) -> "STARTED " + run.reason() + " " + run.versions();
            case TriggerDecision.Merged merged ->
                "MERGED tips-" + merged.waiting().number() + " "
                        + merged.waiting().versions();
            case TriggerDecision.Suppressed suppressed -> "SUPPRESSED " + suppressed.reason();
        };
    }

    @Test
    void aShareOfTheLastTrainingMustBeNew() {
        Pipeline nine = trained(holding(fresh(ALL), 11), 10, LONG_AGO);
        Pipeline little = nine.withKnown(holding(fresh(ALL), 10).known().with(Pipelines.version(11, 999)));

        assertThat(summary(decide(nine, newData(11)))).startsWith("STARTED");
        assertThat(decide(little, newData(11)))
                .isEqualTo(new TriggerDecision.Suppressed(
                        Suppression.NOT_ENOUGH_DATA,
                        List.of("e11"),
                        lineage(2),
                        "999 rows are new since the last training, 1000 are needed"));
    }

    @Test
    void aNumberOfRowsMustBeNew() {
        Pipeline pipeline = trained(holding(fresh("{on: [new-data], minNewRows: 1500}"), 3), 2, LONG_AGO);

        assertThat(summary(decide(pipeline, newData(3)))).isEqualTo("SUPPRESSED NOT_ENOUGH_DATA");
        assertThat(summary(decide(trained(holding(pipeline, 4), 2, LONG_AGO), newData(4))))
                .startsWith("STARTED");
    }

    @Test
    void theRunsOfADayAreCounted() {
        Pipeline pipeline = holding(fresh("{on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 2}"), 3);
        Pipeline once = trained(pipeline, 1, Duration.ofHours(23));
        Pipeline twice =
                once.withHistory(once.history().after(null, Duration.ofSeconds(1), NOW.minus(Duration.ofHours(1))));
        Pipeline yesterday = trained(pipeline, 1, Duration.ofHours(25));

        assertThat(summary(decide(once, newData(3)))).startsWith("STARTED");
        assertThat(summary(decide(twice, newData(3)))).isEqualTo("SUPPRESSED BUDGET");
        assertThat(summary(decide(twice, new Trigger.Manual("ann", lineage(0)))))
                .startsWith("STARTED");
        assertThat(yesterday.history().runsToday(NOW)).isZero();
    }

    @Test
    void theTrainingTimeOfADayIsCounted() {
        Pipeline pipeline = holding(fresh("{on: [new-data], cooldown: PT0S, minNewRows: 1, trainingPerDay: PT1M}"), 3);
        Pipeline slow = pipeline.withHistory(History.NONE
                .numbered()
                .after(new History.Trained(1, false, true, List.of(1L), 1_000), Duration.ofSeconds(60), NOW));

        assertThat(summary(decide(trained(pipeline, 1, JUST_NOW), newData(3)))).startsWith("STARTED");
        assertThat(summary(decide(slow, newData(3)))).isEqualTo("SUPPRESSED BUDGET");
    }

    @Test
    void severalRunsWithoutGainStopUntilAPersonLooks() {
        Pipeline pipeline = trained(holding(fresh(ALL), 2), 1, LONG_AGO);
        int limit =
                Objects.requireNonNull(pipeline.definition()).parsed().retrain().noGainRuns();
        Pipeline broken = pipeline.withHistory(pipeline.history().withNoGain(limit));

        assertThat(summary(decide(pipeline.withHistory(pipeline.history().withNoGain(limit - 1)), newData(2))))
                .startsWith("STARTED");
        assertThat(summary(decide(broken, newData(2)))).isEqualTo("SUPPRESSED BREAKER");
        assertThat(summary(decide(broken, drift(1)))).isEqualTo("SUPPRESSED BREAKER");
        assertThat(summary(decide(broken, new Trigger.Manual("ann", lineage(0)))))
                .startsWith("STARTED");
    }

    @Test
    void whoeverComesWhileOneWaitsJoinsIt() {
        Pipeline active = busy(holding(fresh(ALL), 1));
        TriggerDecision.Merged first = (TriggerDecision.Merged) decide(holding(active, 2), newData(2));
        Pipeline waiting = holding(active, 3).withRuns(active.active(), first.waiting());
        TriggerDecision.Merged second = (TriggerDecision.Merged) decide(waiting, newData(3));
        TriggerDecision.Merged asked = (TriggerDecision.Merged) decide(waiting, new Trigger.Manual("ann", lineage(0)));

        assertThat(first.waiting().versions()).containsExactly(1L, 2L);
        assertThat(second.waiting().number()).isEqualTo(first.waiting().number());
        assertThat(second.waiting().versions()).containsExactly(1L, 2L, 3L);
        assertThat(second.waiting().causes()).containsExactly("e2", "e3");
        assertThat(second.waiting().lineage()).isEqualTo(first.waiting().lineage());
        assertThat(second.causes()).containsExactly("e3");
        assertThat(asked.waiting().requestedBy()).isEqualTo("ann");
    }

    @Test
    void everybodyWhoAskedIsRemembered() {
        Pipeline active = busy(holding(fresh(ALL), 1));
        TriggerDecision.Merged first = (TriggerDecision.Merged) decide(active, new Trigger.Manual("ann", lineage(0)));
        TriggerDecision.Merged second = (TriggerDecision.Merged)
                decide(active.withRuns(active.active(), first.waiting()), new Trigger.Manual("bob", lineage(0)));
        TriggerDecision.Started defined =
                (TriggerDecision.Started) decide(holding(fresh(ALL), 1), new Trigger.Defined("p", lineage(1), "cid"));

        assertThat(second.waiting().askedBy()).containsExactly("ann", "bob");
        assertThat(defined.run().askedBy()).containsExactly("cid");
    }
}
