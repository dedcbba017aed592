package dev.millrace.serving.model;

/**
 * What is known of a version that is answered with, or that should be.
 *
 * @param reason why it is not answered with; empty where it is, or will be as soon as it is loaded
 */
public record VersionState(Approval approval, Status status, String reason) {

    /** How far a version is. */
    public enum Status {
        /** It is answered with. */
        AVAILABLE,
        /** It is approved and being loaded. */
        LOADING,
        /** It is approved and cannot be loaded; it is tried again. */
        FAILED,
        /** It is approved, and somebody decided that it is not answered with. */
        WITHDRAWN
    }
}
