package dev.millrace.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.training.data.DailyVersions;
import dev.millrace.training.data.DataRange;
import dev.millrace.training.data.FeedbackRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AssessPipelineTests {

    private static final String NEWEST = "{on: [new-data, drift], cooldown: PT6H, minNewRows: 1, onDrift: newest}";

    private final DailyVersions versions = new DailyVersions();
    private final DataRange ten = versions.add(10, 0);
    private final AssessPipeline assessPipeline =
            new AssessPipeline(versions.select(), Duration.ZERO, Clock.fixed(SamplePipelines.NOW, ZoneOffset.UTC));

    private static Instant day(int day) {
        return Instant.EPOCH.plus(Duration.ofDays(day));
    }

    private Situation assess(Pipeline pipeline) {
        return assessPipeline.assess(pipeline, Objects.requireNonNull(pipeline.definition()));
    }

    private Pipeline reading(String retrain) {
        return SamplePipelines.fresh(retrain).withData(ten);
    }

    @Test
    void onceTheWorldHasMovedOnlyWhatCameSinceIsRead() {
        var moved = reading(NEWEST).moved(1, day(8));

        assertThat(assess(moved).readable().first()).isEqualTo(8);
        assertThat(assess(moved).readable().rows()).isEqualTo(30);
        assertThat(assess(reading(NEWEST)).readable()).isEqualTo(ten);
        var decision = new TriggerPolicy(16).decide(assess(moved), SamplePipelines.drift(1));
        assertThat(((TriggerDecision.Started) decision).detail()).contains("since the world moved at " + day(8));
    }

    @Test
    void whatTheSpecificationDoesNotAskForIsNotLeftOut() {
        var all = reading("{on: [drift], cooldown: PT6H}").moved(1, day(8));

        assertThat(assess(all).readable()).isEqualTo(ten);
    }

    @Test
    void driftWithoutNewerDataWaitsForThem() {
        var trained = SamplePipelines.trained(reading(NEWEST), 10, Duration.ofHours(7));
        var moved = trained.moved(1, day(11));

        assertThat(assess(moved).readable().first()).isEqualTo(10);
        assertThat(((TriggerDecision.Suppressed) new TriggerPolicy(16).decide(assess(moved), SamplePipelines.drift(1)))
                        .reason())
                .isEqualTo(Suppression.NOTHING_NEW);
    }

    @Test
    void ofLabelledRowsOnlyThoseSinceThenAreRead() {
        var both = reading(NEWEST).withData(ten.withFeedback(new FeedbackRange("trips", ten)));

        var readable = assess(both.moved(1, day(9))).readable();

        assertThat(Objects.requireNonNull(readable.feedback()).range().count()).isEqualTo(2);
        assertThat(readable.rows()).isEqualTo(40);
    }

    @Test
    void aVersionThatNoLongerServesSaysNothingAboutTheWorld() {
        var second = reading(NEWEST).withChampion(new Pipeline.ChampionInForce(2, 2, ""));

        assertThat(second.moved(1, day(8)).past().movedSince()).isNull();
        assertThat(second.moved(2, day(8)).past().movedSince()).isEqualTo(day(8));
    }
}
