package dev.millrace.monitoring.cascade;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All cascades that are kept. */
public interface Cascades {

    Optional<Cascade> find(String project, String id);

    /**
     * Those that match, newest first. At most so many are read: fewer may match, though there are older ones.
     *
     * @param below only those with a lower place in the list
     */
    List<Cascade> find(String project, CascadeFilter filter, String below, int limit);

    /** How many that were first heard of in a time stand so. */
    long count(String project, CascadeStatus status, Instant from, Instant until);

    /**
     * Changes a cascade, which may not exist yet, so that no other change is lost. The function is asked again where somebody else
     * was faster; it answers empty where there is nothing to change.
     */
    void change(String project, String id, Function<Optional<Cascade>, Optional<Cascade>> change);
}
