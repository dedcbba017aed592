package dev.millrace.training.pipeline;

/** Why a trigger started nothing. */
public enum Suppression {
    /** Too soon after the last run. */
    COOLDOWN,
    /** The day's runs or training time are spent. */
    BUDGET,
    /** Answered already. */
    DUPLICATE,
    /** Too little is new. */
    NOT_ENOUGH_DATA,
    /** The world moved, and there is no row that the last model has not seen: a run would make the same model. */
    NOTHING_NEW,
    /** Several runs in a row brought nothing: a person has to look. */
    BREAKER,
    /** The cascade is too long. */
    HOP_LIMIT,
    /** The specification does not retrain on this. */
    NOT_TRIGGERED,
    /** Somebody cancelled the run. */
    CANCELLED
}
