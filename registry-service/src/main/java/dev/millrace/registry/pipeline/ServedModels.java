package dev.millrace.registry.pipeline;

/** Tells whether a version of a pipeline's model is to be served. */
@FunctionalInterface
public interface ServedModels {

    boolean contains(String project, String model);
}
