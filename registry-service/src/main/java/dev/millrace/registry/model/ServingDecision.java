package dev.millrace.registry.model;

import java.time.Instant;

/**
 * What a person last decided at serving: that no instance answers with a model, or that all do again.
 *
 * @param generation the newest generation that the person knew of; a later one is served whatever was decided before
 * @param reason empty where the person did not say
 * @param event by which it was heard of
 */
public record ServingDecision(boolean withdrawn, long generation, String by, String reason, Instant at, String event) {

    /** Whether this one is newer, so that a copy of an event changes nothing. */
    boolean isAfter(ServingDecision other) {
        return !event.equals(other.event) && !at.isBefore(other.at);
    }
}
