package dev.millrace.messaging;

import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.DataValidated;
import dev.millrace.contracts.Mode;
import dev.millrace.messaging.wire.Envelopes;
import java.time.Instant;
import java.util.List;

/** Fixture: whole events. */
public final class Events {

    private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123456Z");

    private Events() {}

    /** The {@code sequence}-th version of a dataset, complete with its envelope. */
    public static DataArrived arrived(String dataset, long sequence) {
        var event = new DataArrived();
        event.setDataset(dataset);
        event.setVersion(sequence);
        event.setContentDigest("c".repeat(64));
        event.setParts(List.of());
        event.setFormat("csv");
        event.setSourceKind("upload");
        event.setSourceName("trips.csv");
        event.setMode(Mode.SNAPSHOT);
        event.setColumns(List.of());
        event.setArrivedBy("ada");
        Envelopes.stamp(event, "ingestion:datasets:default/" + dataset, sequence, "default", lineage(dataset), AT);
        return event;
    }

    /** A verdict as a decider makes it, without an envelope. */
    public static DataValidated validated(String dataset, long version) {
        var event = new DataValidated();
        event.setDataset(dataset);
        event.setVersion(version);
        event.setParts(List.of());
        event.setMode(Mode.SNAPSHOT);
        event.setColumns(List.of());
        event.setStatisticsDigest("s".repeat(64));
        event.setReportDigest("r".repeat(64));
        return event;
    }

    public static Lineage lineage(String dataset) {
        return new Lineage("cascade-" + dataset, null, 0);
    }
}
