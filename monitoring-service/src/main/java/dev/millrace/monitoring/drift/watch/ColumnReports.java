package dev.millrace.monitoring.drift.watch;

import java.time.Instant;

/** The artifacts with all columns of wide tables, which events about drift name. */
@FunctionalInterface
public interface ColumnReports {

    /** Says that an event is about to name the artifact, so that it is kept. */
    void keep(String digest, Instant at);
}
