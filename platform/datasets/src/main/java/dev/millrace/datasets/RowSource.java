package dev.millrace.datasets;

import java.io.IOException;
import java.util.List;

/** Rows that a program hands over to DuckDB in order, chunk by chunk. */
public interface RowSource {

    /** The types of the rows' values, in order. */
    List<ColumnType> types();

    /** Puts the next rows into a chunk; answers how many, 0 where there are no more. */
    int next(RowChunk chunk) throws IOException;
}
