package dev.millrace.training.pipeline;

import dev.millrace.pipelines.DataSpec;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpec.Approval;
import dev.millrace.pipelines.PipelineSpec.Retrain;
import dev.millrace.training.data.DataRange;
import dev.millrace.training.data.FeedbackRange;
import dev.millrace.training.data.SelectVersions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a decision about a pipeline is made from. Deciders may call it, because beside the clock it reads only versions
 * that never change once they are in their place.
 */
class AssessPipeline {

    private final SelectVersions selectVersions;
    private final Duration verdictPatience;
    private final Clock clock;

    AssessPipeline(SelectVersions selectVersions, Duration verdictPatience, Clock clock) {
        this.selectVersions = selectVersions;
        this.verdictPatience = verdictPatience;
        this.clock = clock;
    }

    Situation assess(Pipeline pipeline, Definition definition) {
        return assess(pipeline, definition, clock.instant());
    }

    /** The same at another time. */
    Situation assess(Pipeline pipeline, Definition definition, Instant now) {
        var chosen = readable(pipeline, definition.parsed().data(), now);
        return new Situation(
                pipeline,
                definition,
                newest(pipeline, definition.parsed(), chosen),
                now,
                verdictUntil(pipeline, definition, now));
    }

    /** What {@code data.versions} says about numbers of versions is about the pipeline's own dataset, not about labelled rows. */
    private DataRange readable(Pipeline pipeline, DataSpec data, Instant now) {
        var own = selectVersions.select(pipeline.project(), data.dataset(), data.versions(), pipeline.data(), now);
        var feedback = pipeline.data().feedback();
        return feedback == null || !(data.versions() instanceof DataSpec.Versions.Days days)
                ? own
                : own.withFeedback(new FeedbackRange(
                        feedback.dataset(),
                        selectVersions.select(pipeline.project(), feedback.dataset(), days, feedback.range(), now)));
    }

    /**
     * Where the specification asks for it, only what came since the world moved; of the pipeline's own dataset at least the newest version,
     * because nothing is learned without one.
     */
    private DataRange newest(Pipeline pipeline, PipelineSpec spec, DataRange chosen) {
        var since = pipeline.past().movedSince();
        if (since == null || spec.retrain().onDrift() != Retrain.OnDrift.NEWEST) {
            return chosen;
        }
        var dataset = spec.data().dataset();
        var own = selectVersions.since(pipeline.project(), dataset, chosen, since);
        var atLeast = own.isEmpty()
                ? selectVersions.select(pipeline.project(), dataset, new DataSpec.Versions.Last(1), chosen, since)
                : own;
        var feedback = chosen.feedback();
        return feedback == null
                ? atLeast
                : atLeast.withFeedback(new FeedbackRange(
                        feedback.dataset(),
                        selectVersions.since(pipeline.project(), feedback.dataset(), feedback.range(), since)));
    }

    /** Where people approve, nobody waits for them. */
    private @Nullable Instant verdictUntil(Pipeline pipeline, Definition definition, Instant now) {
        var newest = pipeline.past().trained();
        if (newest == null || newest.judged() || definition.parsed().approval().mode() != Approval.Mode.AUTOMATIC) {
            return null;
        }
        var until = newest.at().plus(verdictPatience);
        return now.isBefore(until) ? until : null;
    }
}
