package dev.millrace.registry.pipeline;

import java.util.Optional;

/** Every specification that was ever applied. */
public interface Specifications {

    /** Keeps it for good; nothing refers to it yet. */
    void keep(String project, Specification specification);

    Optional<Specification> find(String project, String pipeline, String digest);
}
