package dev.millrace.registry.model;

import dev.millrace.registry.history.Generation;
import org.jspecify.annotations.Nullable;

/**
 * What is to be served, and what a rollback would bring back.
 *
 * @param predecessor the version in service when this generation's version was first put in service; null for the first
 */
public record Champion(Generation generation, @Nullable Integer predecessor) {

    int version() {
        return generation.version();
    }
}
