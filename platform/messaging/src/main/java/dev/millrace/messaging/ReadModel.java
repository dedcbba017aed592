package dev.millrace.messaging;

/**
 * A document that a change puts in place together with itself, so that others can list and search what the aggregate does not
 * keep. The kernel writes it right behind the commit, before the caller gets its outcome; if the process dies between the two,
 * the outbox makes up for it. Of two writes to one id the one of the later revision of the aggregate wins, so only one
 * aggregate may write a document.
 *
 * <p>A read model never decides anything: what a decision needs is in the aggregate.
 *
 * @param document an object of a class with {@code @Document} and an {@code @Id} that is set
 */
public record ReadModel(Object document) {

    public static ReadModel of(Object document) {
        return new ReadModel(document);
    }
}
