package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.EstablishedColumns.Established;

/** A file without faults, until it is closed. How it is converted depends only on what its dataset has established. */
interface ReadableFile extends AutoCloseable {

    Conversion conversion(Established established);

    @Override
    default void close() {}
}
