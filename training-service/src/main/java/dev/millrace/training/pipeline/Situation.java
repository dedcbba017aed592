package dev.millrace.training.pipeline;

import dev.millrace.pipelines.PipelineSpec.Retrain;
import dev.millrace.training.data.DataRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about a pipeline's next run is made from.
 *
 * @param readable what a run that starts now would read
 * @param verdictUntil until when the verdict about the newest model is waited for; null where none is
 */
record Situation(
        Pipeline pipeline,
        Definition definition,
        DataRange readable,
        Instant now,
        @Nullable Instant verdictUntil) {

    Retrain policy() {
        return definition.parsed().retrain();
    }

    PastRuns past() {
        return pipeline.past();
    }

    /** Whether no model was ever made of the dataset. */
    boolean first() {
        return past().trained() == null;
    }

    /** Whether a run is active, or waits for its turn: whatever comes then waits too. */
    boolean busy() {
        return pipeline.runs().active() != null || pipeline.runs().waiting() != null;
    }

    /** Whether a run reads only what came since the world moved. */
    boolean readsNewestOnly() {
        return past().movedSince() != null && policy().onDrift() == Retrain.OnDrift.NEWEST;
    }

    Situation with(Pipeline changed) {
        return new Situation(changed, definition, readable, now, verdictUntil);
    }
}
