package dev.millrace.monitoring.drift.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Windows as they are kept: single ones, and of older ones longer and longer steps. */
public interface WindowHistory {

    /**
     * The earliest step of a level, from a place on.
     *
     * @param generation and later ones
     * @param position in this generation
     */
    Optional<WindowStep> next(String watch, int level, long generation, long position);

    /** How many steps of a level there are. */
    long count(String watch, int level);

    /** Steps of a level, in order; {@code to} is not among them. */
    List<WindowStep> between(String watch, int level, long generation, long from, long to);

    /** Keeps a longer step, unless it is there already. */
    void keep(String watch, WindowStep step);

    /** Removes steps that a longer one stands for; single windows that an episode names stay. */
    void remove(String watch, List<WindowStep> steps);

    /**
     * Longer steps, newest first.
     *
     * @param until only steps that ended by then; null for all
     */
    List<WindowStep> newest(String watch, @Nullable Instant until, int limit);
}
