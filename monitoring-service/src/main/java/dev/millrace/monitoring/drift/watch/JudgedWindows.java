package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.ReadModel;
import java.time.Instant;
import java.util.List;

/** The windows that were judged, for those who ask. */
public interface JudgedWindows {

    /** The document of a window. */
    ReadModel row(String watch, JudgedWindow window);

    /** Newest first, earlier generations included. */
    List<JudgedWindow> newest(String watch, int limit);

    /** The same, only those that ended by then, the last one first. */
    List<JudgedWindow> newest(String watch, Instant until, int limit);

    /** A window of a model. */
    record Key(long generation, long number) {}

    /** Those of these that are kept. */
    List<JudgedWindow> find(String watch, List<Key> keys);
}
