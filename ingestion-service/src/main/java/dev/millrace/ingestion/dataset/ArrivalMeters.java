package dev.millrace.ingestion.dataset;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How much data has become versions of datasets. */
final class ArrivalMeters {

    private final Counter rows;
    private final Counter bytes;

    ArrivalMeters(MeterRegistry meters) {
        this.rows = Counter.builder("millrace.ingestion.rows")
                .description("rows of new versions of datasets")
                .register(meters);
        this.bytes = Counter.builder("millrace.ingestion.read")
                .description("bytes of the files that became new versions, as they came")
                .baseUnit("bytes")
                .register(meters);
    }

    void added(DatasetVersion version) {
        rows.increment((double) version.content().rows());
        bytes.increment((double) version.arrived().bytes());
    }
}
