package dev.millrace.messaging.commit;

/**
 * That an aggregate has something to carry out.
 *
 * @param since when the first entry of its outbox became the first, as {@link StoredTimes} writes it
 */
public record PendingOutbox(String id, String since) {

    /** Before the first. */
    public static final PendingOutbox START = new PendingOutbox("", "");
}
