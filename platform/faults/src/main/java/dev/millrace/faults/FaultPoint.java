package dev.millrace.faults;

/** The places of the kill matrix (docs/reliability.md), in the order in which one event passes them. */
public enum FaultPoint {
    /** K1: after the poll, before the document is written. */
    LISTENER_AFTER_POLL("listener.afterPoll"),
    /** K2: the document is written, the answer is lost. */
    COMMIT_AFTER_WRITE("commit.afterWrite"),
    /** The document is written, a read model that belongs to the change is not. */
    COMMIT_BEFORE_READ_MODEL("commit.beforeReadModel"),
    /** K3: after the write, before the offset is committed. */
    LISTENER_BEFORE_OFFSET("listener.beforeOffset"),
    /** K4: after the offset is committed, before the event is published. */
    RELAY_BEFORE_SEND("relay.beforeSend"),
    /** K5: after the send, before the broker's acknowledgement. */
    RELAY_AFTER_SEND("relay.afterSend"),
    /** K6: after the acknowledgement, before the entry leaves the outbox. */
    RELAY_AFTER_ACK("relay.afterAck"),
    /** K7: after the entry left the outbox, before the pending mark is cleared. */
    RELAY_AFTER_PULL("relay.afterPull"),
    /** K8: in the middle of a file. */
    ARTIFACT_MID_WRITE("artifact.midWrite"),
    /** K9: the file has its name, no document refers to it. */
    ARTIFACT_AFTER_RENAME("artifact.afterRename"),
    /** K10: the document is written, the HTTP answer is not sent. */
    HTTP_BEFORE_ANSWER("http.beforeAnswer"),
    /** In the middle of a job. */
    JOB_RUNNING("job.running"),

    // What protects from loss and from doubling, and can be left out with "skip", so that the chaos suite shows that it
    // would notice.

    /** A record's offset is committed though nothing was written, as if it had been committed first. */
    WRITE_BEFORE_OFFSET("write.beforeOffset"),
    /** An event is not kept with its change, as if it had been published directly and the process had died. */
    EVENT_IN_OUTBOX("event.inOutbox"),
    /** An event that was applied before is applied again. */
    DUPLICATE_IGNORED("duplicate.ignored"),
    /** An entry leaves the outbox though the broker never got it. */
    ACKNOWLEDGEMENT_AWAITED("acknowledgement.awaited"),
    /** A change is written though somebody else has changed the aggregate since it was read. */
    REVISION_COMPARED("revision.compared");

    private final String label;

    FaultPoint(String label) {
        this.label = label;
    }

    /** The name in the system property {@code millrace.faults}. */
    public String label() {
        return label;
    }

    /** Does what {@code millrace.faults} asks for here; nothing where it is not set. */
    public void reached() {
        Faults.ACTIVE.reached(this);
    }

    /** Whether {@code millrace.faults} asks to leave out the step that protects here; false where it is not set. */
    public boolean skipped() {
        return Faults.ACTIVE.skipped(this);
    }
}
