package dev.millrace.monitoring.cascade;

/** What a cascade began with. Of events that begin it together, the trigger that stands first here counts. */
public enum CascadeTrigger {
    /** Data arrived, or were announced. */
    DATA,
    /** The world of a model moved. */
    DRIFT,
    /** Somebody applied a pipeline. */
    PIPELINE,
    /** Somebody, or a program outside, asked for a run, cancelled one, or rolled a model back. */
    PERSON,
    ALERT,
    OTHER;

    static CascadeTrigger of(Step first) {
        return switch (first) {
            case DATA_ANNOUNCED, DATA_REFUSED, DATA_ARRIVED, DATA_VALIDATED, DATA_REJECTED -> DATA;
            case DRIFT_DETECTED -> DRIFT;
            case PIPELINE_DEFINED -> PIPELINE;
            case TRAINING_REQUESTED,
                    TRAINING_STARTED,
                    TRAINING_MERGED,
                    TRAINING_SUPPRESSED,
                    TRAINING_CANCELLED,
                    MODEL_APPROVED,
                    MODEL_REJECTED,
                    SERVING_DECIDED -> PERSON;
            case ALERT_RAISED -> ALERT;
            case RUN_FAILED,
                    RUN_ENDED,
                    MODEL_TRAINED,
                    APPROVAL_AWAITED,
                    APPROVAL_SUPERSEDED,
                    MODEL_SERVING,
                    MODEL_REFUSED -> OTHER;
        };
    }
}
