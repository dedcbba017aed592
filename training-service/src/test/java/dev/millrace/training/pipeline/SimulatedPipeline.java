package dev.millrace.training.pipeline;

import dev.millrace.messaging.Lineage;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.training.data.DataRange;
import dev.millrace.training.data.Offset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A pipeline under the trigger policy, with a clock that somebody else turns. Whoever turns it learns each run that starts, and says what came of it. */
public final class SimulatedPipeline {

    private static final Lineage LINEAGE = new Lineage("simulated", null, 0);

    private final TriggerPolicy policy = new TriggerPolicy(16);
    private final Function<Instant, Learned> learn;
    private Pipeline pipeline;
    private int versions;
    private long rows;
    private int numbered;
    private int champion;

    /**
     * What came of a run.
     *
     * @param better than the champion, and not by chance; null where there is none
     * @param serves whether it is the champion now
     */
    public record Learned(@Nullable Boolean better, boolean serves) {}

    /** @param learn makes a model of all data, and puts it in service where it is to be */
    public SimulatedPipeline(PipelineSpec spec, Function<Instant, Learned> learn) {
        this.learn = learn;
        this.pipeline = Pipeline.unknown("default", spec.name())
                .defined(new Definition(1, PipelineSpecs.digest(spec), PipelineSpecs.toCanonicalJson(spec)));
    }

    /** A version of the dataset was validated. */
    public void dataCame(long more, Instant now) {
        versions++;
        rows += more;
        pipeline = pipeline.withData(new DataRange(new Offset(0, 0), new Offset(versions, rows), 0, 1, versions));
        answered(Answer.to(new Trigger.NewData(List.of("data-" + versions), LINEAGE), at(now), policy), now);
    }

    /** The version in service drifts. */
    public void drifted(Instant now) {
        var finding = Trigger.Drift.Finding.CERTAIN;
        answered(Answer.to(new Trigger.Drift(List.of("drift"), LINEAGE, champion, finding), at(now), policy), now);
    }

    /** What was put off is decided on again where its time has come. */
    public void clockTurned(Instant now) {
        var putOff = pipeline.putOff();
        if (putOff != null && putOff.until() != null && !now.isBefore(putOff.until())) {
            answered(Answer.again(putOff, at(now), policy), now);
        }
    }

    private Situation at(Instant now) {
        return new Situation(pipeline, Objects.requireNonNull(pipeline.definition()), pipeline.data(), now, null);
    }

    private void answered(Answer answer, Instant now) {
        pipeline = answer.pipeline();
        @Nullable ActiveRun active = pipeline.runs().active();
        if (active != null) {
            var learned = learn.apply(now);
            var end = new FollowRun.End(FollowRun.Ending.TRAINED, "", Duration.ofSeconds(30), null, learned.better());
            var idle = pipeline.withRuns(pipeline.runs().withActive(null));
            var run = pipeline.runId(active.request()).toString();
            var ended = Aftermath.ended(idle, active, end, now);
            numbered++;
            if (learned.serves()) {
                champion = numbered;
                pipeline = Aftermath.served(ended, new Pipeline.ChampionInForce(numbered, numbered, ""), run, false);
            } else {
                pipeline = Aftermath.refused(ended, run);
            }
        }
    }
}
