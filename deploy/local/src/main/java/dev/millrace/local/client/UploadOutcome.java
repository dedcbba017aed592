package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;

/** How an upload can end, with the exit code that scripts lean on. */
public enum UploadOutcome {
    SERVING(0, "a new version serves"),
    REJECTED(Complaint.REFUSED, "the data was rejected"),
    NOT_APPROVED(11, "trained, not approved"),
    PENDING_APPROVAL(11, "trained, waits for somebody's approval"),
    NO_TRAINING(12, "the trigger policy started no training"),
    NO_PIPELINE(12, "no pipeline learns from this dataset"),
    FAILED(1, "no new version came of it"),
    CANCELLED(1, "the run was cancelled"),
    TIMED_OUT(124, "not over when the time was up");

    private final int exitCode;
    private final String meaning;

    UploadOutcome(int exitCode, String meaning) {
        this.exitCode = exitCode;
        this.meaning = meaning;
    }

    public int exitCode() {
        return exitCode;
    }

    public String meaning() {
        return meaning;
    }
}
