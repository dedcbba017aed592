package dev.millrace.monitoring.cascade;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All cascades that are kept. */
public interface Cascades {

    Optional<Cascade> find(String project, String id);

    /**
     * Newest first.
     *
     * @param after the place in the list that the page before ended with; null for the first page
     */
    List<Cascade> newest(String project, @Nullable String after, int limit);

    /**
     * Changes a cascade, which may not exist yet, so that no other change is lost. The function is asked again where somebody else
     * was faster; it answers empty where there is nothing to change.
     */
    void change(String project, String id, Function<Optional<Cascade>, Optional<Cascade>> change);
}
