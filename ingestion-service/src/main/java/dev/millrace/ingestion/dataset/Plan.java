package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnType;
import java.util.Map;

/** A file without faults: how it is converted depends only on the types that its dataset's columns have already. */
@FunctionalInterface
interface Plan {
    Conversion conversion(Map<String, ColumnType> established);
}
