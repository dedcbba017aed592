package dev.millrace.messaging.summary;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that wants a person.
 *
 * @param code what it is, for programs
 * @param kind of thing that it is about, such as {@code version}, {@code run} or {@code dataset}
 * @param name of that thing
 * @param number of the version where the name alone does not tell it, or how many there are; else null
 * @param since when it has been so
 * @param detail one sentence for people
 */
public record Attention(
        Severity severity,
        String code,
        String kind,
        String name,
        @Nullable Long number,
        Instant since,
        String detail) {

    /** The worst first, and of those the newest. */
    public static final Comparator<Attention> WORST_FIRST = Comparator.comparing(Attention::severity)
            .thenComparing(Comparator.comparing(Attention::since).reversed());

    /** How bad it is; the worst comes first. */
    public enum Severity {
        /** Something is broken, or was refused. */
        BAD,
        /** Nothing is broken, and nothing goes on without a person. */
        ATTENTION
    }
}
