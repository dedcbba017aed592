package dev.millrace.registry.history;

import java.util.OptionalInt;

/** How long packages of versions are kept. */
@FunctionalInterface
public interface KeptVersions {

    /** How many rejected versions of a model keep their packages, the newest ones; empty where all do. */
    OptionalInt rejected(String modelId);
}
