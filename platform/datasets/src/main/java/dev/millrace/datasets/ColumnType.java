package dev.millrace.datasets;

import java.util.stream.Stream;

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

    /**
     * The type of a stored column; numbers of half the width count as well.
     *
     * @throws IllegalArgumentException for a type that no part has
     */
    public static ColumnType ofSql(String sql) {
        return switch (sql) {
            case "INTEGER" -> INTEGER;
            case "FLOAT" -> DOUBLE;
            default ->
                Stream.of(values())
                        .filter(type -> type.sql.equals(sql))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("not a type of a stored column: " + sql));
        };
    }
}
