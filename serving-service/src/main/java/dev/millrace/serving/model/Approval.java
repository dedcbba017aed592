package dev.millrace.serving.model;

import dev.millrace.artifacts.Digest;
import dev.millrace.messaging.Lineage;

/**
 * The order to answer with a version.
 *
 * @param generation counts up with every order for the model, rollbacks included
 * @param cause id of the event that brought the order
 */
public record Approval(
        ModelName name,
        long generation,
        int version,
        Digest modelPackage,
        String pipeline,
        String cascade,
        String cause,
        int hop) {

    /** Of whatever comes of the order. */
    public Lineage lineage() {
        return new Lineage(cascade, cause, hop);
    }

    boolean isNewerThan(Approval other) {
        return generation > other.generation;
    }
}
