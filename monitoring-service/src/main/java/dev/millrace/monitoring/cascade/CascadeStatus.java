package dev.millrace.monitoring.cascade;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a cascade is, told by its events alone. One dataset may feed many pipelines: then the status that stands
 * first here wins, so a cascade runs until all of its pipelines have ended.
 */
public enum CascadeStatus {
    /** Something is still to come. */
    RUNNING,
    /** A person must decide. */
    PENDING_APPROVAL,
    /** A run failed for good, or no serving instance took the model. */
    FAILED,
    /** A new version answers. */
    SERVING,
    /** A model was trained and refused by gates or a person. */
    NOT_APPROVED,
    /** The run was cancelled. */
    CANCELLED,
    /** A newer approval of the model came before anybody answered with this one. */
    SUPERSEDED,
    /** The trigger joined a run of another cascade. */
    MERGED,
    /** The trigger policy started no training. */
    NO_TRAINING,
    /** The data may be used, and no pipeline was heard of: none reads them, or training has not come to them yet. */
    VALIDATED,
    /** The data may not be used. */
    REJECTED,
    /** A pipeline was defined and nothing came of it yet. */
    APPLIED,
    /** Nothing but an alert. */
    ALERT;

    /** Whether an approval of a pipeline's model gave way to a newer one. */
    interface Superseded {
        boolean test(String pipeline, CascadeProgress.Approval approval);
    }

    /** The status of a cascade whose events have said this. */
    static CascadeStatus of(CascadeProgress progress, Superseded superseded) {
        return progress.pipelines().entrySet().stream()
                .map(each -> ofPipeline(steps(each.getKey(), each.getValue(), superseded)))
                .min(CascadeStatus::compareTo)
                .orElseGet(() -> ofData(progress.data()));
    }

    /** As it is stored. A release that does not know {@link #VALIDATED} has to read the cascade, so nothing stands for it. */
    public static @Nullable CascadeStatus stored(CascadeStatus status) {
        return status == VALIDATED ? null : status;
    }

    /** The status that is stored so. */
    public static CascadeStatus read(@Nullable CascadeStatus stored) {
        return stored == null ? VALIDATED : stored;
    }

    private static CascadeStatus ofData(Collection<Step> said) {
        if (refused(said)) {
            return REJECTED;
        }
        return said.contains(Step.DATA_VALIDATED) ? VALIDATED : RUNNING;
    }

    private static boolean refused(Collection<Step> said) {
        return said.contains(Step.DATA_REJECTED) || said.contains(Step.DATA_REFUSED);
    }

    /** Without the step of approval where every approval has given way; a model that serves does so all the same. */
    private static Set<Step> steps(String pipeline, CascadeProgress.OfPipeline said, Superseded superseded) {
        var steps = EnumSet.noneOf(Step.class);
        steps.addAll(said.steps());
        if (!steps.contains(Step.MODEL_SERVING)
                && !said.approvals().isEmpty()
                && said.approvals().stream().allMatch(approval -> superseded.test(pipeline, approval))) {
            steps.remove(Step.MODEL_APPROVED);
            steps.add(Step.APPROVAL_SUPERSEDED);
        }
        return steps;
    }

    /**
     * Whether pipelines that were not heard of yet may change it: each decides by itself, and what one decided says
     * nothing about the next.
     */
    boolean isOpen() {
        return this == NO_TRAINING || this == MERGED || this == VALIDATED;
    }

    private static CascadeStatus ofPipeline(Set<Step> steps) {
        if (steps.contains(Step.MODEL_SERVING)) {
            return SERVING;
        }
        if (steps.contains(Step.MODEL_APPROVED)) {
            return steps.contains(Step.MODEL_REFUSED) ? FAILED : RUNNING;
        }
        if (steps.contains(Step.APPROVAL_SUPERSEDED)) {
            return steps.contains(Step.MODEL_REFUSED) ? FAILED : SUPERSEDED;
        }
        if (steps.contains(Step.MODEL_REJECTED)) {
            return NOT_APPROVED;
        }
        if (steps.contains(Step.MODEL_TRAINED)) {
            return steps.contains(Step.APPROVAL_AWAITED) ? PENDING_APPROVAL : RUNNING;
        }
        return untrained(steps);
    }

    private static CascadeStatus untrained(Set<Step> steps) {
        if (steps.contains(Step.RUN_FAILED)) {
            return FAILED;
        }
        if (steps.contains(Step.TRAINING_CANCELLED)) {
            return CANCELLED;
        }
        if (steps.contains(Step.TRAINING_STARTED)) {
            return RUNNING;
        }
        if (steps.contains(Step.TRAINING_MERGED)) {
            return MERGED;
        }
        if (steps.contains(Step.TRAINING_SUPPRESSED)) {
            return NO_TRAINING;
        }
        if (steps.contains(Step.DRIFT_DETECTED) || steps.contains(Step.TRAINING_REQUESTED)) {
            return RUNNING;
        }
        return steps.contains(Step.PIPELINE_DEFINED) ? APPLIED : ALERT;
    }
}
