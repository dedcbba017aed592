package dev.millrace.serving.model;

/** What a version of a model answers for. */
public enum ServingRole {
    /** It answers whoever asks for the model. */
    CHAMPION
}
