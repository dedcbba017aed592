package dev.millrace.registry.pipeline;

/** A specification in its canonical form; named by its digest, so it never changes. */
public record Specification(String pipeline, String digest, String json) {}
