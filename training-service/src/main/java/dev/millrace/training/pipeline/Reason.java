package dev.millrace.training.pipeline;

/** Why a run was started. */
public enum Reason {
    /** The pipeline has never been trained. */
    FIRST_DATA,
    NEW_DATA,
    DRIFT,
    /** Somebody asked for it. */
    MANUAL
}
