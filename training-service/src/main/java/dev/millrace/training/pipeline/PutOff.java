package dev.millrace.training.pipeline;

import dev.millrace.messaging.Lineage;
import dev.millrace.training.pipeline.Trigger.Drift.Finding;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A decision that will be taken again: triggers that started nothing, because it was too soon for them or nothing was new.
 *
 * @param drifted the model version whose world moved; null where only data came
 * @param data whether data came, too
 * @param reason why nothing was started
 * @param causes events behind the triggers, the first ones where they are many
 * @param lineage that of the run that may follow
 * @param until when it is taken again by itself; null where it waits for data
 */
public record PutOff(
        @Nullable Integer drifted,
        boolean data,
        Suppression reason,
        List<String> causes,
        Lineage lineage,
        @Nullable Instant until) {

    private static final int LISTED = 64;

    public PutOff {
        causes = List.copyOf(causes);
    }

    /** Whether a trigger that is answered like this is looked at again. */
    static boolean takes(Trigger trigger, TriggerDecision.Suppressed answer) {
        return !(trigger instanceof Trigger.Manual)
                && switch (answer.reason()) {
                    case COOLDOWN, BUDGET, NOTHING_NEW -> true;
                    case DUPLICATE, NOT_ENOUGH_DATA, BREAKER, HOP_LIMIT, NOT_TRIGGERED, CANCELLED -> false;
                };
    }

    /** With a trigger that is put off, besides those that are already. */
    static PutOff of(@Nullable PutOff before, Trigger trigger, TriggerDecision.Suppressed answer) {
        var drift = trigger instanceof Trigger.Drift moved ? moved : null;
        var until = answer.reconsiderAt();
        if (before == null) {
            return new PutOff(
                    drift == null ? null : drift.modelVersion(),
                    drift == null,
                    answer.reason(),
                    trigger.causes(),
                    trigger.lineage(),
                    until);
        }
        return new PutOff(
                drift == null ? before.drifted : Integer.valueOf(drift.modelVersion()),
                before.data || drift == null,
                answer.reason(),
                Stream.concat(before.causes.stream(), trigger.causes().stream())
                        .distinct()
                        .limit(LISTED)
                        .toList(),
                drift == null ? before.lineage : trigger.lineage(),
                until == null ? before.until : until);
    }

    /** A drift that a run was no answer to: the run failed, or its model was refused. */
    static PutOff unanswered(PastRuns.Drift drift) {
        return new PutOff(drift.version(), false, Suppression.NOTHING_NEW, drift.causes(), drift.lineage(), null);
    }

    /** The same, once its time has come. */
    PutOff whenDataCome() {
        return new PutOff(drifted, data, reason, causes, lineage, null);
    }

    boolean waitsForData() {
        return until == null;
    }

    /** Whether people were asked for data already because of the same drift. */
    boolean hasAskedFor(Trigger trigger) {
        return reason == Suppression.NOTHING_NEW
                && trigger instanceof Trigger.Drift drift
                && Integer.valueOf(drift.modelVersion()).equals(drifted);
    }

    /** The trigger to decide on again: the drift, unless its version no longer serves and data came besides. */
    Trigger trigger(Pipeline pipeline) {
        var champion = pipeline.champion();
        boolean over = drifted == null || (champion != null && drifted < champion.version());
        return drifted == null || (over && data)
                ? new Trigger.NewData(causes, lineage)
                : new Trigger.Drift(causes, lineage, drifted, Finding.CERTAIN);
    }
}
