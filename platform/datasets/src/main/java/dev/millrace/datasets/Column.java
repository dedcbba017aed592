package dev.millrace.datasets;

/** A column of a dataset version, as it is stored. */
public record Column(String name, ColumnType type) {}
