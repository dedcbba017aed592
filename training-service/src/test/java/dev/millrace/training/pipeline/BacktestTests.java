package dev.millrace.training.pipeline;

import static dev.millrace.training.pipeline.SamplePipelines.NOW;
import static dev.millrace.training.pipeline.SamplePipelines.definition;
import static dev.millrace.training.pipeline.SamplePipelines.fresh;
import static dev.millrace.training.pipeline.SamplePipelines.holding;
import static dev.millrace.training.pipeline.SamplePipelines.trained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.training.pipeline.BacktestReport.Difference;
import dev.millrace.training.pipeline.BacktestReport.Totals;
import dev.millrace.training.pipeline.PastEvent.Decided;
import dev.millrace.training.pipeline.PastEvent.Ended;
import dev.millrace.training.pipeline.PastEvent.Judged;
import dev.millrace.training.pipeline.PastEvent.Kind;
import dev.millrace.training.pipeline.PastEvent.Triggered;
import dev.millrace.training.pipeline.PastEvent.Verdict;
import dev.millrace.training.pipeline.Trigger.Drift.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Version 1 is learned when the story begins; a version of 1 000 rows comes each hour from then on. */
class BacktestTests {

    private static final String ID = "default/tips";
    private static final Decided UNKNOWN = new Decided("", "", "");
    private static final Instant END = NOW.plus(Duration.ofHours(24));
    private static final String EACH_HOUR = "{on: [new-data, drift], cooldown: PT1H, minNewRows: 1, runsPerDay: 100}";
    private static final String SELDOM = "{on: [new-data, drift], cooldown: PT6H, minNewRows: 1, runsPerDay: 100}";

    private final Pipeline learned = trained(holding(fresh(EACH_HOUR), 1), 1, Duration.ofDays(1))
            .withChampion(new Pipeline.ChampionInForce(1, 1, "d"));

    private PastEvent data(int hour) {
        return event(hour, Kind.NEW_DATA, null, hour + 1);
    }

    private PastEvent drift(int hour, Finding finding) {
        return event(hour, Kind.DRIFT, finding, hour + 1);
    }

    private PastEvent event(int hour, Kind kind, Finding finding, int versions) {
        var before = holding(learned, versions).withDefinition(null);
        return new PastEvent(
                ID,
                NOW.plus(Duration.ofHours(hour)),
                new Triggered(kind, finding == null ? null : 1, finding, "trips", before, UNKNOWN));
    }

    /** A run that read so many versions took 30 minutes, and its model was judged at once. */
    private static Stream<PastEvent> run(int hour, int versions, Verdict verdict) {
        var name = "tips-" + versions;
        var asked = NOW.plus(Duration.ofHours(hour));
        var over = asked.plus(Duration.ofMinutes(30));
        return Stream.of(
                new PastEvent(
                        ID,
                        over,
                        new Ended(name, versions, asked, FollowRun.Ending.TRAINED, Duration.ofMinutes(30), null)),
                new PastEvent(ID, over, new Judged(name, verdict)));
    }

    private static Replay replay(List<PastEvent> events, String retrain) {
        var definition = definition(2, "trips", retrain);
        var first = ((Triggered) events.getFirst().what()).before().withDefinition(definition);
        return new Replay(
                first,
                new TriggerPolicy(16),
                (pipeline, now) -> new Situation(pipeline, definition, pipeline.data(), now, null),
                new PastOutcomes(events));
    }

    private static List<String> decisions(Replay replay) {
        return replay.steps().stream()
                .map(step -> Duration.between(NOW, step.at()).toMinutes() + " " + step.kind() + " "
                        + step.decided().decision() + " " + step.decided().reason())
                .toList();
    }

    @Test
    void aRunThatWasRecordedGoesAsItWent() {
        var events =
                Stream.concat(Stream.of(data(1)), run(1, 2, Verdict.REJECTED)).toList();
        var replay = replay(events, EACH_HOUR);

        assertThat(replay.through(events, END)).isEqualTo(new Totals(1, 0, Duration.ofMinutes(30), Duration.ZERO));
        assertThat(decisions(replay)).containsExactly("60 NEW_DATA STARTED NEW_DATA");
    }

    @Test
    void anUnknownRunLastsAsLongAsTheOthers() {
        var events = Stream.of(Stream.of(data(1)), run(1, 2, Verdict.APPROVED), Stream.of(data(3)))
                .flatMap(each -> each)
                .toList();

        assertThat(replay(events, EACH_HOUR).through(events, END))
                .isEqualTo(new Totals(2, 1, Duration.ofHours(1), Duration.ZERO));
    }

    @Test
    void whatIsPutOffIsDecidedAgainInTheTimeOfTheReplay() {
        var events = Stream.of(Stream.of(data(1)), run(1, 2, Verdict.APPROVED), Stream.of(data(2), data(3)))
                .flatMap(each -> each)
                .toList();
        var replay = replay(events, SELDOM);
        replay.through(events, END);

        assertThat(decisions(replay))
                .containsExactly(
                        "60 NEW_DATA STARTED NEW_DATA",
                        "120 NEW_DATA SUPPRESSED COOLDOWN",
                        "180 NEW_DATA SUPPRESSED COOLDOWN",
                        "450 AGAIN STARTED NEW_DATA");
    }

    @Test
    void rejectionsInARowOpenTheBreaker() {
        var events = IntStream.rangeClosed(1, 5)
                .boxed()
                .flatMap(hour -> Stream.concat(Stream.of(data(hour)), run(hour, hour + 1, Verdict.REJECTED)))
                .toList();
        var replay = replay(events, "{on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 100, noGainRuns: 3}");
        replay.through(events, END);

        assertThat(decisions(replay))
                .endsWith(
                        "180 NEW_DATA STARTED NEW_DATA",
                        "240 NEW_DATA SUPPRESSED BREAKER",
                        "300 NEW_DATA SUPPRESSED BREAKER");
    }

    @Test
    void aModelIsStaleFromACertainDriftUntilALaterOneServes() {
        var events = Stream.of(
                        Stream.of(data(1)),
                        run(1, 2, Verdict.APPROVED),
                        Stream.of(data(2), drift(3, Finding.POSSIBLE), drift(4, Finding.CERTAIN)))
                .flatMap(each -> each)
                .toList();

        assertThat(replay(events, "{on: [drift], cooldown: PT1H, runsPerDay: 100}")
                        .through(events, END))
                .isEqualTo(new Totals(1, 1, Duration.ofMinutes(30), Duration.ofMinutes(30)));
        assertThat(replay(events, "{on: [], cooldown: PT1H}").through(events, END))
                .isEqualTo(new Totals(0, 0, Duration.ZERO, Duration.ofHours(20)));
    }

    @Test
    void driftIsNoNewsForAModelThatHasLearnedFromLaterData() {
        var events = Stream.of(Stream.of(data(1)), run(1, 2, Verdict.APPROVED), Stream.of(drift(4, Finding.CERTAIN)))
                .flatMap(each -> each)
                .toList();
        var replay = replay(events, EACH_HOUR);
        assertThat(replay.through(events, END).stale()).isZero();

        assertThat(decisions(replay)).last().isEqualTo("240 DRIFT SUPPRESSED DUPLICATE");
    }

    @Test
    void driftOfAVersionThatDidNotServeAnyMoreIsNoNewsEither() {
        var before = holding(learned, 3)
                .withChampion(new Pipeline.ChampionInForce(2, 2, "d"))
                .withDefinition(null);
        var old = new PastEvent(
                ID,
                NOW.plus(Duration.ofHours(3)),
                new Triggered(Kind.DRIFT, 1, Finding.CERTAIN, "trips", before, UNKNOWN));
        var replay = replay(List.of(old), EACH_HOUR);

        assertThat(replay.through(List.of(old), END).stale()).isZero();
        assertThat(decisions(replay)).containsExactly("180 DRIFT SUPPRESSED DUPLICATE");
    }

    @Test
    void onlyWhatDiffersIsTold() {
        var events = List.of(data(1), data(2), data(3));
        var often = replay(events, EACH_HOUR);
        var seldom = replay(events, SELDOM);
        often.through(events, END);
        seldom.through(events, END);

        assertThat(Comparison.same(often.steps(), often.steps()))
                .isEqualTo(often.steps().size());
        assertThat(Comparison.differences(often.steps(), often.steps())).isEmpty();
        assertThat(Comparison.differences(often.steps(), seldom.steps()))
                .extracting(Difference::trigger)
                .containsExactly(Kind.NEW_DATA, Kind.NEW_DATA, Kind.AGAIN);
    }
}
