package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnType;
import java.util.Map;

/** A file without faults, until it is closed. How it is converted depends only on the types that its dataset has already. */
interface ReadableFile extends AutoCloseable {

    Conversion conversion(Map<String, ColumnType> established);

    @Override
    default void close() {}
}
