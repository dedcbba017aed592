package dev.millrace.messaging.commit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One conditional update: everything that a cause does to an aggregate, at once or not at all.
 *
 * @param write drawn anew for each attempt at writing: two processes may decide the same in the same microsecond, and each
 *     must know whether it was its own change that was stored
 */
public record Change(
        String id,
        Condition condition,
        Instant at,
        Document state,
        HandledCause handled,
        Publication publication,
        String write,
        JobWrite job) {

    /** Revision that the change leads to. */
    long revision() {
        return condition.revision() + 1;
    }

    /**
     * What the document must be like.
     *
     * @param revision 0 where there must be no document
     * @param fence for a job's completion; null for any
     */
    public record Condition(long revision, @Nullable Long fence) {}

    /**
     * What to remember of the cause.
     *
     * @param mark of the event's source; null where nothing is
     * @param command null for none
     */
    public record HandledCause(
            @Nullable SourceMark mark, @Nullable HandledCommand command) {}

    /**
     * A mark and the source it belongs to.
     *
     * @param forget sources whose marks give way
     * @param forgotten up to where the partitions of those sources are forgotten
     */
    public record SourceMark(String source, Mark mark, List<String> forget, Map<String, RecordPosition> forgotten) {
        public SourceMark {
            forget = List.copyOf(forget);
            forgotten = Map.copyOf(forgotten);
        }
    }

    /**
     * What is to be carried out elsewhere.
     *
     * @param sequence of the last event announced
     * @param chain hash of the last audit line
     */
    public record Publication(long sequence, List<OutboxEntry> entries, String chain) {
        public Publication {
            entries = List.copyOf(entries);
        }
    }

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
