package dev.millrace.serving.model;

import dev.millrace.artifacts.Digest;
import dev.millrace.messaging.Lineage;
import java.util.Objects;

/**
 * The order to answer with a version: one route of an approval.
 *
 * @param generation counts up with every order for the model, rollbacks included
 * @param role that the version answers in; the champion's where an earlier release has kept the order on disk
 * @param cause id of the event that brought the order
 */
public record Approval(
        ModelName name,
        long generation,
        int version,
        ServingRole role,
        Digest modelPackage,
        String pipeline,
        String cascade,
        String cause,
        int hop) {

    public Approval {
        role = Objects.requireNonNullElse(role, ServingRole.CHAMPION);
    }

    RouteKey route() {
        return new RouteKey(name, role);
    }

    /** Of whatever comes of the order. */
    public Lineage lineage() {
        return new Lineage(cascade, cause, hop);
    }

    boolean isNewerThan(Approval other) {
        return generation > other.generation;
    }
}
