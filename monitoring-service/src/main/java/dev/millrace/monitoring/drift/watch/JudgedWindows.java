package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.ReadModel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The windows that were judged, for those who ask. */
public interface JudgedWindows {

    /** The document of a window. */
    ReadModel row(String watch, JudgedWindow window);

    /** Those that were judged last, newest first, earlier generations included. */
    List<JudgedWindow> newest(String watch, int limit);

    /**
     * Those whose rows were answered last, newest first: where rows came late, in another order than they were judged in.
     *
     * @param until only windows that ended by then; null for all
     */
    List<JudgedWindow> ended(String watch, @Nullable Instant until, int limit);

    /** A window of a model. */
    record Key(long generation, long number) {}

    /** Those of these that are kept. */
    List<JudgedWindow> find(String watch, List<Key> keys);
}
