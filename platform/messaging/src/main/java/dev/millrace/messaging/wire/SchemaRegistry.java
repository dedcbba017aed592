package dev.millrace.messaging.wire;

import java.util.Optional;

/** The part of a schema registry that the codec needs; every method throws {@link RegistryException} on failure. */
public interface SchemaRegistry {

    /** Id of a schema under a subject, where it is registered. */
    Optional<Integer> lookUp(String subject, String json);

    /** Registers, where it is not yet, and returns the id. */
    int register(String subject, String json);

    /** From now on a new schema of the subject must read what all earlier ones wrote. */
    void requireBackwardTransitive(String subject);

    Optional<String> byId(int id);
}
