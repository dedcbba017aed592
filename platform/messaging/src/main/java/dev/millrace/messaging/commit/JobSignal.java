package dev.millrace.messaging.commit;

/** Wakes the workers of a collection. Only speed depends on it: what it misses, the next poll finds. */
@FunctionalInterface
public interface JobSignal {

    void requested(String collection);
}
