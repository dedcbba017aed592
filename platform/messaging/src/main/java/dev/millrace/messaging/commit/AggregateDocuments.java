package dev.millrace.messaging.commit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored aggregates of one type, in exactly the operations that the hand-over needs: each is atomic on one
 * document, and all but {@link #commit} may be repeated without harm.
 */
public interface AggregateDocuments {

    Optional<AggregateDocument> find(String id);

    List<AggregateDocument> list(String idPrefix, String afterId, int limit);

    /** A place in the order of time and, among those of one time, of ids. */
    record Before(Instant time, String id) {}

    /**
     * Those with these values in their state, the latest {@code time} first.
     *
     * @param before the last of the page before; null for the first page
     */
    List<AggregateDocument> newest(Map<String, Object> fields, String time, @Nullable Before before, int limit);

    /** Ids of all with these values in their state and a {@code time} after {@code since}. */
    List<String> idsSince(Map<String, Object> fields, String time, Instant since);

    long count(Map<String, Object> fields);

    /** Writes the change if its conditions hold, and returns what is stored then; empty if they do not hold. */
    Optional<Committed> commit(Change change);

    Optional<Outbox> outbox(String id);

    /**
     * Takes entries that were carried out from the outbox. Where they are all that was in it and the aggregate is still at
     * the outbox's revision, nothing can have been added: then the outbox is empty, and the pending mark is cleared in the
     * same write.
     *
     * @param whole whether these are all the entries that the outbox had at its revision
     * @param now since when what is left waits, if something is
     * @return whether the pending mark was cleared
     */
    boolean settle(Outbox carriedOut, boolean whole, Instant now);

    /** Clears the pending mark if the outbox is empty. */
    boolean clearPending(String id);

    /** Aggregates whose outbox may hold something, those that wait longest first, after this one (exclusive). */
    List<PendingOutbox> pending(PendingOutbox after, int limit);

    /** Puts a line where the audit is read; the same line again changes nothing. */
    void putAudit(AuditRecord line);

    /** Puts a read model in place, unless a later revision of its aggregate has; may be repeated without harm. */
    void putReadModel(OutboxEntry.ReadModelWrite write);

    /** Lines of the audit by revision, after this one. */
    List<AuditRecord> audit(String aggregate, long afterRevision, int limit);

    /** Jobs that wait and are due, those that became due first before the others. */
    List<StoredJob> dueJobs(Instant now, int limit);

    /** Jobs that somebody has claimed, by the aggregate's id, after this one (exclusive). */
    List<StoredJob> runningJobs(String afterId, int limit);

    /** Takes the job if it is exactly as seen; the claim raises the fence by one. Empty if somebody was faster. */
    Optional<AggregateDocument> claim(StoredJob seen, String owner);

    /** Shows life and progress of a claimed job; false once the fence is no longer the claimant's. */
    boolean beat(String id, long fence, Job progress);

    /**
     * Gives a claimed job back to whoever comes first; false once the fence is no longer the claimant's, or it was given
     * back before.
     *
     * @param waiting the job as it shall wait: its due time, attempts and pauses are written
     */
    boolean release(String id, long fence, Job waiting);

    /** Makes a job that waits and is due later than this due then; without effect on any other. */
    void hasten(String id, Instant due);
}
