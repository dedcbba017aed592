package dev.millrace.datasets;

/** Types that a stored column may have, with their DuckDB names. */
public enum ColumnType {
    BOOLEAN("BOOLEAN"),
    INTEGER("BIGINT"),
    DOUBLE("DOUBLE"),
    STRING("VARCHAR"),
    DATE("DATE"),
    TIMESTAMP("TIMESTAMP");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    public String sql() {
        return sql;
    }
}
