package dev.millrace.training.pipeline;

import static dev.millrace.training.pipeline.SamplePipelines.NOW;
import static dev.millrace.training.pipeline.SamplePipelines.busy;
import static dev.millrace.training.pipeline.SamplePipelines.decide;
import static dev.millrace.training.pipeline.SamplePipelines.definition;
import static dev.millrace.training.pipeline.SamplePipelines.drift;
import static dev.millrace.training.pipeline.SamplePipelines.fresh;
import static dev.millrace.training.pipeline.SamplePipelines.holding;
import static dev.millrace.training.pipeline.SamplePipelines.lineage;
import static dev.millrace.training.pipeline.SamplePipelines.manual;
import static dev.millrace.training.pipeline.SamplePipelines.newData;
import static dev.millrace.training.pipeline.SamplePipelines.situation;
import static dev.millrace.training.pipeline.SamplePipelines.trained;
import static dev.millrace.training.pipeline.SamplePipelines.versions;
import static dev.millrace.training.pipeline.SamplePipelines.waiting;
import static dev.millrace.training.pipeline.Trigger.Drift.Finding.FAULT;
import static dev.millrace.training.pipeline.Trigger.Drift.Finding.POSSIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.training.data.DataRange;
import dev.millrace.training.data.Offset;
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
        Trigger manual = manual();
        return Stream.of(
                Arguments.of("first data", holding(fresh(ALL), 1), newData(1), "STARTED FIRST_DATA 1-1"),
                Arguments.of(
                        "first data of a pipeline that retrains on nothing",
                        holding(fresh("{on: []}"), 1),
                        newData(1),
                        "STARTED FIRST_DATA 1-1"),
                Arguments.of(
                        "a pipeline defined after its data",
                        holding(fresh(ALL), 3),
                        new Trigger.Defined("p", lineage(1), "ann"),
                        "STARTED FIRST_DATA 1-3"),
                Arguments.of("new data after the cool-down", rested, newData(2), "STARTED NEW_DATA 1-2"),
                Arguments.of("new data within the cool-down", tired, newData(2), "SUPPRESSED COOLDOWN"),
                Arguments.of("drift after the cool-down", rested, drift(1), "STARTED DRIFT 1-2"),
                Arguments.of("drift within the cool-down", tired, drift(1), "SUPPRESSED COOLDOWN"),
                Arguments.of(
                        "drift without new data",
                        trained(holding(fresh(ALL), 1), 1, LONG_AGO),
                        drift(1),
                        "SUPPRESSED NOTHING_NEW"),
                Arguments.of(
                        "drift without new data within the cool-down",
                        trained(holding(fresh(ALL), 1), 1, JUST_NOW),
                        drift(1),
                        "SUPPRESSED NOTHING_NEW"),
                Arguments.of("a fault in the values", rested, drift(1, FAULT), "SUPPRESSED NOT_TRIGGERED"),
                Arguments.of("drift without data", fresh(ALL), drift(1), "SUPPRESSED NOT_ENOUGH_DATA"),
                Arguments.of("possible drift", rested, drift(1, POSSIBLE), "SUPPRESSED NOT_TRIGGERED"),
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
                        new Trigger.NewData(List.of("e"), lineage(17)),
                        "SUPPRESSED HOP_LIMIT"),
                Arguments.of("new data while a run is active", busy(tired), newData(2), "MERGED tips-3 1-2"),
                Arguments.of("drift while a run reads everything", busy(tired), drift(1), "SUPPRESSED DUPLICATE"),
                Arguments.of(
                        "drift while a run reads the dataset that was left",
                        holding(busy(tired).defined(definition(2, "other", ALL)), 2),
                        drift(1),
                        "MERGED tips-3 1-2"),
                Arguments.of("a person within the cool-down", tired, manual, "STARTED MANUAL 1-2"),
                Arguments.of("a person while a run is active", busy(tired), manual, "MERGED tips-3 1-2"));
    }

    private static String summary(TriggerDecision decision) {
        return switch (decision) {
            case TriggerDecision.Started started ->
                "STARTED %s %s".formatted(started.run().reason(), summary(started.data()));
            case TriggerDecision.Merged merged ->
                "MERGED tips-%d %s".formatted(merged.waiting().number(), summary(merged.data()));
            case TriggerDecision.Suppressed suppressed -> "SUPPRESSED " + suppressed.reason();
        };
    }

    private static String summary(DataRange data) {
        return data.first() + "-" + data.last();
    }

    @Test
    void aShareOfTheLastTrainingMustBeNew() {
        var nine = trained(holding(fresh(ALL), 11), 10, LONG_AGO);
        var little = nine.withData(versions(11, 10_999));

        assertThat(summary(decide(nine, newData(11)))).startsWith("STARTED");
        assertThat(decide(little, newData(11)))
                .isEqualTo(new TriggerDecision.Suppressed(
                        Suppression.NOT_ENOUGH_DATA,
                        List.of("e11"),
                        lineage(2),
                        "999 rows are new since the last training, 1000 are needed",
                        null,
                        null));
    }

    @Test
    void newRowsAreCountedWithinWhatMayBeRead() {
        var pipeline = trained(holding(fresh("{on: [new-data], minNewRows: 1500}"), 4), 2, LONG_AGO);
        var latest = new DataRange(new Offset(3, 3_000), new Offset(4, 4_000), 0, 4, 4);

        assertThat(summary(decide(pipeline, newData(4)))).isEqualTo("STARTED NEW_DATA 1-4");
        assertThat(summary(decide(situation(pipeline, latest, null), newData(4))))
                .isEqualTo("SUPPRESSED NOT_ENOUGH_DATA");
        assertThat(summary(decide(situation(pipeline, latest, null), manual()))).isEqualTo("STARTED MANUAL 4-4");
    }

    @Test
    void saysThatTheSpecificationLeavesOutAllVersions() {
        var pipeline = holding(fresh(ALL), 2);
        var nothing = new DataRange(new Offset(2, 2_000), new Offset(2, 2_000), 0, 0, 2);

        assertThat(decide(situation(pipeline, nothing, null), drift(1)))
                .isEqualTo(new TriggerDecision.Suppressed(
                        Suppression.NOT_ENOUGH_DATA,
                        List.of("d1"),
                        lineage(1),
                        "data.versions leaves out all versions that dataset trips has",
                        null,
                        null));
    }

    @Test
    void waitsForTheVerdictAboutTheModelBefore() {
        var pipeline = trained(holding(fresh("{on: [new-data], cooldown: PT0S}"), 2), 1, JUST_NOW);
        var awaited = situation(pipeline, pipeline.data(), NOW.plusSeconds(10));

        assertThat(summary(decide(awaited, newData(2)))).isEqualTo("MERGED tips-2 1-2");
        var waits = waiting(pipeline, decide(awaited, newData(2)));
        assertThat(summary(decide(situation(waits, waits.data(), NOW.plusSeconds(10)), manual())))
                .isEqualTo("MERGED tips-2 1-2");
        assertThat(summary(decide(situation(waits), newData(3)))).isEqualTo("MERGED tips-2 1-2");
    }

    @Test
    void otherRulesOfLearningAreNewsToo() {
        var trained = trained(holding(fresh(ALL), 1), 1, LONG_AGO);
        var definition = Objects.requireNonNull(trained.definition());
        var learned = Objects.requireNonNull(trained.past().trained());
        var known = trained.withPast(trained.past()
                .withTrained(new PastRuns.Trained(
                        1, false, true, learned.at(), learned.read(), null, null, definition.learningDigest())));
        var monitored = known.defined(definition(2, "trips", "{on: [drift], cooldown: PT1H}"));
        var other = new Definition(
                2,
                "d",
                definition
                        .spec()
                        .replace("logistic-regression", "gradient-boosted-trees")
                        .replace("\"epochs\":20,\"learningRate\":0.1", "\"trees\":10"));

        assertThat(summary(decide(known, drift(1)))).isEqualTo("SUPPRESSED NOTHING_NEW");
        assertThat(summary(decide(monitored, drift(1)))).isEqualTo("SUPPRESSED NOTHING_NEW");
        assertThat(summary(decide(known.defined(other), drift(1)))).isEqualTo("STARTED DRIFT 1-1");
    }

    @Test
    void saysThatNewRowsLiftTheMemoryOfARollback() {
        var rolledBack = trained(holding(fresh(ALL), 1), 1, LONG_AGO);
        rolledBack = rolledBack.withPast(rolledBack.past().withRolledBack(3));

        assertThat(decide(rolledBack, drift(1)))
                .isInstanceOfSatisfying(
                        TriggerDecision.Suppressed.class,
                        no -> assertThat(no.detail()).contains("version 3 was rolled back"));
        assertThat(decide(holding(rolledBack, 2), drift(1)))
                .isInstanceOfSatisfying(
                        TriggerDecision.Started.class,
                        started -> assertThat(started.detail())
                                .contains("version 3 was rolled back, 1000 rows are new since it was made"));
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
        var pipeline = holding(fresh("{on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 2}"), 3);
        var once = trained(pipeline, 1, Duration.ofHours(23));
        var twice = once.withPast(once.past().after(null, cost(1, 1000), NOW.minus(Duration.ofHours(1))));
        var yesterday = trained(pipeline, 1, Duration.ofHours(25));

        assertThat(summary(decide(once, newData(3)))).startsWith("STARTED");
        assertThat(summary(decide(twice, newData(3)))).isEqualTo("SUPPRESSED BUDGET");
        assertThat(summary(decide(twice, manual()))).startsWith("STARTED");
        assertThat(yesterday.past().spending().runs(NOW)).isZero();
    }

    @Test
    void theTrainingTimeOfADayIsCounted() {
        var pipeline = holding(fresh("{on: [new-data], cooldown: PT0S, minNewRows: 1, trainingPerDay: PT1M}"), 3);
        var once = trained(pipeline, 1, JUST_NOW);
        var slow = once.withPast(once.past().after(null, cost(30, 1000), NOW));

        assertThat(summary(decide(once, newData(3)))).startsWith("STARTED");
        assertThat(summary(decide(slow, newData(3)))).isEqualTo("SUPPRESSED BUDGET");
    }

    @Test
    void theRowsThatAreReadInADayAreCounted() {
        var pipeline = holding(fresh("{on: [new-data], cooldown: PT0S, minNewRows: 1, rowsPerDay: 4000}"), 3);
        var once = trained(pipeline, 1, JUST_NOW);
        var twice = once.withPast(once.past().after(null, cost(1, 3000), NOW));

        assertThat(summary(decide(once, newData(3)))).startsWith("STARTED");
        assertThat(decide(twice, newData(3))).isInstanceOfSatisfying(TriggerDecision.Suppressed.class, no -> {
            assertThat(no.reason()).isEqualTo(Suppression.BUDGET);
            assertThat(no.detail()).startsWith("4000 rows read in the last day, 4000 are allowed");
            assertThat(no.reconsiderAt()).isBetween(NOW.plus(Duration.ofHours(23)), NOW.plus(Duration.ofHours(25)));
        });
    }

    private static Spending.Cost cost(long seconds, long rows) {
        return new Spending.Cost(Duration.ofSeconds(seconds), rows);
    }

    @Test
    void severalRunsWithoutGainStopUntilAPersonLooks() {
        var pipeline = trained(holding(fresh(ALL), 2), 1, LONG_AGO);
        int limit = situation(pipeline).policy().noGainRuns();
        var broken = pipeline.withPast(pipeline.past().withoutGain(limit));

        assertThat(summary(decide(pipeline.withPast(pipeline.past().withoutGain(limit - 1)), newData(2))))
                .startsWith("STARTED");
        assertThat(summary(decide(broken, newData(2)))).isEqualTo("SUPPRESSED BREAKER");
        assertThat(decide(broken, drift(1))).isInstanceOfSatisfying(TriggerDecision.Suppressed.class, no -> {
            assertThat(no.reason()).isEqualTo(Suppression.BREAKER);
            assertThat(no.detail())
                    .isEqualTo(
                            "%d automatic runs in a row were rejected, or answered drift with a model that is no better; "
                                            .formatted(limit)
                                    + "start a run yourself once the cause is known");
        });
        assertThat(summary(decide(broken, manual()))).startsWith("STARTED");
    }

    @Test
    void whoeverComesWhileOneWaitsJoinsIt() {
        var active = busy(holding(fresh(ALL), 1));
        var first = (TriggerDecision.Merged) decide(holding(active, 2), newData(2));
        var waiting = waiting(holding(active, 3), first);
        var second = (TriggerDecision.Merged) decide(waiting, newData(3));
        var asked = (TriggerDecision.Merged) decide(waiting, manual());

        assertThat(summary(first)).isEqualTo("MERGED tips-2 1-2");
        assertThat(summary(second)).isEqualTo("MERGED tips-2 1-3");
        assertThat(second.waiting().triggers().causes()).containsExactly("e2", "e3");
        assertThat(second.waiting().lineage()).isEqualTo(first.waiting().lineage());
        assertThat(second.causes()).containsExactly("e3");
        assertThat(asked.waiting().requestedBy()).isEqualTo("ann");
    }

    @Test
    void aRunThatWaitsDoesNotGrowWithItsTriggers() {
        var pipeline = busy(holding(fresh(ALL), 1));
        var decision = decide(pipeline, manual());
        for (int version = 2; version <= 500; version++) {
            decision = decide(waiting(holding(pipeline, version), decision), newData(version));
        }

        var triggers = ((TriggerDecision.Merged) decision).waiting().triggers();
        assertThat(triggers.count()).isEqualTo(500);
        assertThat(triggers.causes()).hasSize(64).startsWith("cause", "e2");
    }

    @Test
    void everybodyWhoAskedIsRemembered() {
        var active = busy(holding(fresh(ALL), 1));
        var first = decide(active, manual());
        var second = (TriggerDecision.Merged) decide(waiting(active, first), new Trigger.Manual("bob", lineage(0)));
        var defined =
                (TriggerDecision.Started) decide(holding(fresh(ALL), 1), new Trigger.Defined("p", lineage(1), "cid"));

        assertThat(second.waiting().askedBy()).containsExactly("ann", "bob");
        assertThat(defined.run().askedBy()).containsExactly("cid");
    }
}
