package dev.millrace.monitoring.drift.watch;

import java.util.List;

/**
 * Adds up old windows to longer and longer steps, so that much can be kept of a long time. What is added up is always the same, whoever does it
 * and however often: the windows whose numbers begin alike. A longer step is kept before its parts are removed, and only once.
 */
final class CoarsenWindows {

    /** At a window a minute, single ones of the newest 17 hours, then steps of 1.7 hours for three weeks, then steps of 17 hours. */
    private static final List<Level> LEVELS = List.of(new Level(100, 1000), new Level(10, 300));

    private final WindowHistory history;

    CoarsenWindows(WindowHistory history) {
        this.history = history;
    }

    /**
     * A level of the longer steps.
     *
     * @param steps of the level before that one has
     * @param kept newest steps of the level before that are not added up
     */
    private record Level(int steps, int kept) {}

    /** After a window; it is looked for old ones with each hundredth, and with the first of a generation. */
    void after(String watch, long number) {
        if (number == 1 || number % LEVELS.getFirst().steps() == 0) {
            for (int level = 0; level < LEVELS.size(); level++) {
                coarsen(watch, level);
            }
        }
    }

    /**
     * Adds up the oldest steps, as long as enough are left. What is still to come of a longer step is newer than all steps that there are, so none
     * is added up before all of it is there.
     */
    private void coarsen(String watch, int level) {
        var longer = LEVELS.get(level);
        int size = longer.steps();
        long left = history.count(watch, level);
        var next = history.next(watch, level, 0, 0);
        while (next.isPresent()) {
            long generation = next.get().generation();
            long group = next.get().position() / size;
            var steps = history.between(watch, level, generation, group * size, (group + 1) * size);
            left -= steps.size();
            if (left < longer.kept()) {
                return;
            }
            history.keep(watch, WindowStep.of(steps, level + 1, group));
            history.remove(watch, steps);
            next = history.next(watch, level, generation, (group + 1) * size);
        }
    }
}
