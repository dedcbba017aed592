package dev.millrace.monitoring.cascade;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /**
     * How many stand how, by the hour in which they were first heard of.
     *
     * @param first the first hour
     */
    Map<Instant, Map<CascadeStatus, Long>> countByHour(String project, Instant first);

    /**
     * Changes a cascade, which may not exist yet, so that no other change is lost. The function is asked again where somebody else
     * was faster; it answers empty where there is nothing to change.
     */
    void change(String project, String id, Function<Optional<Cascade>, Optional<Cascade>> change);
}
