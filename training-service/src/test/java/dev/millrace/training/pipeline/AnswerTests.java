package dev.millrace.training.pipeline;

import static dev.millrace.training.pipeline.SamplePipelines.NOW;
import static dev.millrace.training.pipeline.SamplePipelines.again;
import static dev.millrace.training.pipeline.SamplePipelines.answer;
import static dev.millrace.training.pipeline.SamplePipelines.drift;
import static dev.millrace.training.pipeline.SamplePipelines.fresh;
import static dev.millrace.training.pipeline.SamplePipelines.holding;
import static dev.millrace.training.pipeline.SamplePipelines.manual;
import static dev.millrace.training.pipeline.SamplePipelines.newData;
import static dev.millrace.training.pipeline.SamplePipelines.trained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.JobChange;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnswerTests {

    private static final String ALL = "{on: [new-data, drift], cooldown: PT6H, minNewRows: 2500}";
    private static final String DRIFT_ONLY = "{on: [drift], cooldown: PT6H}";
    private static final Duration LONG_AGO = Duration.ofHours(7);
    private static final Duration HOUR_AGO = Duration.ofHours(1);

    private static Pipeline seen(String retrain, Duration ago) {
        return trained(holding(fresh(retrain), 1), 1, ago);
    }

    private static String[] told(Answer answer) {
        return answer.decisions().stream()
                .map(decision -> switch (decision) {
                    case TriggerDecision.Started started ->
                        "STARTED " + started.run().reason() + " "
                                + started.run().triggers().causes();
                    case TriggerDecision.Merged merged -> "MERGED " + merged.causes();
                    case TriggerDecision.Suppressed no -> "SUPPRESSED " + no.reason();
                })
                .toArray(String[]::new);
    }

    @Test
    void asksOnceForDataWhereNothingIsNew() {
        var first = answer(seen(ALL, LONG_AGO), drift(1));
        var second = answer(first.pipeline(), drift(1));

        assertThat(told(first)).containsExactly("SUPPRESSED NOTHING_NEW");
        assertThat(first.asked()).isPresent();
        assertThat(second.asked()).isEmpty();
        assertThat(first.pipeline().runs().active()).isNull();
    }

    @Test
    void decidesAgainAboutTheDriftWhenFewRowsCome() {
        var asked = answer(seen(ALL, LONG_AGO), drift(1)).pipeline();

        var answer = answer(holding(asked, 2), newData(2));

        assertThat(told(answer)).containsExactly("STARTED DRIFT [d1]", "MERGED [e2]");
        assertThat(answer.pipeline().putOff()).isNull();
        assertThat(Objects.requireNonNull(answer.pipeline().runs().active())
                        .data()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void decidesAgainAboutTheDriftWhereDataAloneNeverTrain() {
        var asked = answer(seen(DRIFT_ONLY, LONG_AGO), drift(1)).pipeline();

        assertThat(told(answer(holding(asked, 2), newData(2)))).containsExactly("STARTED DRIFT [d1]", "MERGED [e2]");
    }

    @Test
    void dataThatStartARunByThemselvesAnswerTheDriftToo() {
        var asked = answer(seen(ALL, LONG_AGO), drift(1)).pipeline();

        assertThat(told(answer(holding(asked, 4), newData(4)))).containsExactly("STARTED NEW_DATA [e4, d1]");
    }

    @Test
    void theEndOfACoolDownIsADecision() {
        var tired = holding(seen(ALL, HOUR_AGO), 2);
        var ends = NOW.plus(Duration.ofHours(5));

        var answer = answer(tired, drift(1));

        assertThat(told(answer)).containsExactly("SUPPRESSED COOLDOWN");
        assertThat(answer.decisions().getFirst())
                .isInstanceOfSatisfying(
                        TriggerDecision.Suppressed.class,
                        no -> assertThat(no.reconsiderAt()).isEqualTo(ends));
        assertThat(answer.job()).isEqualTo(new JobChange.Request("default/tips/again", ends));
        var after = again(answer.pipeline(), ends);
        assertThat(told(after)).containsExactly("STARTED DRIFT [d1]");
        assertThat(after.pipeline().putOff()).isNull();
    }

    @Test
    void dataWithinACoolDownAreDecidedOnTogetherWithTheDrift() {
        var tired = holding(seen(ALL, HOUR_AGO), 2);
        var both = answer(answer(tired, drift(1)).pipeline(), newData(2));

        assertThat(told(both)).containsExactly("SUPPRESSED COOLDOWN");
        assertThat(told(again(both.pipeline(), NOW.plus(Duration.ofHours(5)))))
                .containsExactly("STARTED DRIFT [d1, e2]");
    }

    @Test
    void tooFewRowsAfterACoolDownAreTheLastWord() {
        var tired = answer(holding(seen(ALL, HOUR_AGO), 2), newData(2));
        var after = again(tired.pipeline(), NOW.plus(Duration.ofHours(5)));

        assertThat(told(after)).containsExactly("SUPPRESSED NOT_ENOUGH_DATA");
        assertThat(after.pipeline().putOff()).isNull();
    }

    @Test
    void aDriftOfAVersionThatWasReplacedGivesWayToTheDataBesides() {
        var both = answer(answer(holding(seen(ALL, HOUR_AGO), 4), drift(1)).pipeline(), newData(4));
        var replaced = both.pipeline().withChampion(new Pipeline.ChampionInForce(2, 2, "d"));

        assertThat(told(again(replaced, NOW.plus(Duration.ofHours(5))))).containsExactly("STARTED NEW_DATA [d1, e4]");
    }

    @Test
    void aSpentBudgetIsDecidedOnAgainWhenItsFirstRunIsADayOld() {
        var spent = holding(seen("{on: [drift], cooldown: PT1S, runsPerDay: 1}", HOUR_AGO), 2);

        var answer = answer(spent, drift(1));

        assertThat(told(answer)).containsExactly("SUPPRESSED BUDGET");
        assertThat(answer.job()).isEqualTo(new JobChange.Request("default/tips/again", NOW.plus(Duration.ofHours(23))));
        assertThat(told(again(answer.pipeline(), NOW.plus(Duration.ofHours(23)))))
                .containsExactly("STARTED DRIFT [d1]");
    }

    @Test
    void aPersonsRunAnswersWhatWasPutOff() {
        var tired = answer(holding(seen(ALL, HOUR_AGO), 2), drift(1)).pipeline();

        var answer = answer(tired, manual());

        assertThat(told(answer)).containsExactly("STARTED MANUAL [cause, d1]");
        assertThat(answer.pipeline().putOff()).isNull();
        assertThat(answer.job()).isEqualTo(new JobChange.Clear());
    }
}
