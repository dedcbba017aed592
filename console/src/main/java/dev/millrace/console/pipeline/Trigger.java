package dev.millrace.console.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What training would do now with a pipeline, and the figures that it looks at. */
record Trigger(
        String pipeline,
        long pipelineVersion,
        @Nullable String dataset,
        long datasetVersionCount,
        long rows,
        long newRows,
        @Nullable Long championVersion,
        @Nullable String activeRun,
        @Nullable String waitingRun,
        @Nullable String cooldownUntil,
        int runsToday,
        int runsPerDay,
        @Nullable String trainingToday,
        @Nullable String trainingPerDay,
        long rowsToday,
        @Nullable Long rowsPerDay,
        int runsWithoutGain,
        boolean breakerOpen,
        @Nullable PutOff putOff,
        @Nullable Bounds bounds,
        @Nullable Now now) {

    /** A trigger that is decided again later. */
    record PutOff(String reason, @Nullable String reconsiderAt) {}

    /** What the specification says. */
    record Bounds(
            @Nullable List<String> retrainOn, @Nullable String cooldown, long newRowsNeeded, int noGainRuns) {}

    /** What each kind of trigger would get. */
    record Now(Outcome newData, Outcome drift, Outcome person) {}

    /** One answer of the trigger policy. */
    record Outcome(
            String decision,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable String until) {

        public boolean starts() {
            return decision.equals("STARTED");
        }
    }
}
