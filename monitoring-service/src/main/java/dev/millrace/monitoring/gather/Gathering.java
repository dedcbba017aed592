package dev.millrace.monitoring.gather;

/** What becomes of an answered row when its label comes. */
public sealed interface Gathering {

    /** It is kept. */
    record Kept(LabelledRow row) implements Gathering {}

    /** It is not. */
    enum LeftOut implements Gathering {
        /** The pipeline gathers no rows. */
        NOT_ASKED,
        /** The inputs were not kept: the row was answered before the pipeline asked for them, or it is too large. */
        WITHOUT_INPUTS,
        /** The pipeline asks for a share of the rows only. */
        SAMPLED_AWAY,
        /** The label is none of the classes, or no number. */
        LABEL_UNKNOWN
    }
}
