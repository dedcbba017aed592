package dev.millrace.monitoring.cascade;

/** What one event means for the cascade that it belongs to. */
public enum Step {
    PIPELINE_DEFINED,
    /** A producer outside says that a file is there; ingestion has not looked at it yet. */
    DATA_ANNOUNCED,
    /** The announced file became no version. */
    DATA_REFUSED,
    DATA_ARRIVED,
    DATA_VALIDATED,
    DATA_REJECTED,
    TRAINING_REQUESTED,
    TRAINING_STARTED,
    TRAINING_MERGED,
    TRAINING_SUPPRESSED,
    TRAINING_CANCELLED,
    RUN_FAILED,
    /** A run is over, and what it came to is told by other steps. */
    RUN_ENDED,
    MODEL_TRAINED,
    APPROVAL_AWAITED,
    MODEL_REJECTED,
    MODEL_APPROVED,
    /** Of an approval, once a newer one of its model is known; told when asked, never stored. */
    APPROVAL_SUPERSEDED,
    MODEL_SERVING,
    MODEL_REFUSED,
    /** A person withdrew the model from serving, or put it back. */
    SERVING_DECIDED,
    DRIFT_DETECTED,
    ALERT_RAISED
}
