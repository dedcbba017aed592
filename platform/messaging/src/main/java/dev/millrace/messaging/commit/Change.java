package dev.millrace.messaging.commit;

import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One conditional update: everything that a cause does to an aggregate, at once or not at all.
 *
 * @param before revision that the document must have; 0 where there must be none
 * @param heldFence fence that the document must have, for a job's completion; null for any
 * @param mark what to remember of the event's source; null where nothing is
 * @param seen command to remember; null for none
 * @param sequence of the last event announced, those of this change included
 * @param announced last event by topic, of the topics that this change announces something on
 * @param write drawn anew for each attempt at writing: two processes may decide the same in the same microsecond, and each
 *     must know whether it was its own change that was stored
 * @param resent ids of entries that are to be published again
 */
public record Change(
        String id,
        long before,
        @Nullable Long heldFence,
        Document state,
        @Nullable SourceMark mark,
        @Nullable SeenCommand seen,
        long sequence,
        Map<String, Announced> announced,
        List<String> resent,
        List<OutboxEntry> entries,
        String chain,
        String write,
        JobWrite job) {

    public Change {
        announced = Map.copyOf(announced);
        resent = List.copyOf(resent);
        entries = List.copyOf(entries);
    }

    /** A mark and the source it belongs to. */
    public record SourceMark(String source, Mark mark) {}

    /** What a change does to the stored job. */
    public enum JobWriteKind {
        KEEP,
        REPLACE,
        REMOVE
    }

    /**
     * @param job the new one; null unless it is replaced
     */
    public record JobWrite(JobWriteKind kind, @Nullable Job job) {
        static final JobWrite KEEP = new JobWrite(JobWriteKind.KEEP, null);
        static final JobWrite REMOVE = new JobWrite(JobWriteKind.REMOVE, null);

        static JobWrite replace(Job job) {
            return new JobWrite(JobWriteKind.REPLACE, job);
        }
    }
}
