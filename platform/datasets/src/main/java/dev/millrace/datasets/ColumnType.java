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

    /**
     * The type of a stored column.
     *
     * @throws IllegalArgumentException for a type that no part has
     */
    public static ColumnType ofSql(String sql) {
        for (ColumnType type : values()) {
            if (type.sql.equals(sql)) {
                return type;
            }
        }
        throw new IllegalArgumentException("not a type of a stored column, cast it: " + sql);
    }
}
