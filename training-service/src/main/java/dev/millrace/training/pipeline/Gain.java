package dev.millrace.training.pipeline;

import dev.millrace.messaging.Lineage;
import org.jspecify.annotations.Nullable;

/**
 * Whether an automatic run brought anything, which the breaker counts. A rejected model brought nothing. An approved one did, unless drift
 * started its run and it is not better than the version that drifted: then learning from the new rows is no answer to the drift.
 */
enum Gain {
    NONE,
    SOME,
    /** The verdict will tell, or has told. */
    OPEN;

    /** Once a run is over, of which the verdict may be known already. */
    static Gain of(ActiveRun run, @Nullable Boolean better) {
        boolean rejected = run.judged() && !Boolean.TRUE.equals(run.approved());
        if (run.request().reason() != Reason.DRIFT || rejected) {
            return OPEN;
        }
        if (Boolean.FALSE.equals(better)) {
            return NONE;
        }
        return Boolean.TRUE.equals(run.approved()) ? SOME : OPEN;
    }

    PastRuns counted(PastRuns past) {
        return switch (this) {
            case NONE -> past.withoutGain(past.withoutGain() + 1);
            case SOME -> past.withoutGain(0);
            case OPEN -> past;
        };
    }

    /** Whether the breaker opened with a change. */
    static boolean openedBreaker(Pipeline before, Pipeline after) {
        var definition = before.definition();
        return definition != null
                && after.past().withoutGain() > before.past().withoutGain()
                && definition.parsed().retrain().noGainRuns() == after.past().withoutGain();
    }

    /** What a person is told then. */
    static Alert breaker(Pipeline pipeline, Lineage lineage) {
        return new Alert(
                pipeline.name(),
                Alert.Code.NO_GAIN_BREAKER,
                "%s; nothing is trained until somebody starts a run"
                        .formatted(nothingGained(pipeline.past().withoutGain())),
                "pipeline " + pipeline.name(),
                lineage);
    }

    /** For people, what so many runs came to that count as without gain. */
    static String nothingGained(int runs) {
        return "%d automatic runs in a row were rejected, or answered drift with a model that is no better"
                .formatted(runs);
    }
}
