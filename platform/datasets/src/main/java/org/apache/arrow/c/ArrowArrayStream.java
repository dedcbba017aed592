package org.apache.arrow.c;

/**
 * A stream of Arrow's C interface. DuckDB's driver takes streams of a class of this name only, and calls nothing but this method
 * of it, so that Arrow's library, which brings a memory management of its own, is not needed.
 */
public interface ArrowArrayStream {

    /** Where the structure {@code ArrowArrayStream} is in native memory. */
    long memoryAddress();
}
