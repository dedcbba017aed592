package dev.millrace.local.demo;

import java.nio.file.Path;
import java.util.List;

/** The rows that a demo runs on: a world as it is, and the same world after it has moved. */
interface Trips {

    /** Column names, in the order of the values of a row. */
    List<String> columns();

    /** A CSV file of the world as it is. */
    Path usual();

    /** How many rows that file has, or at least has. */
    int size();

    /** Rows of the moved world; every call gives others. */
    List<List<String>> shifted(int rows);
}
