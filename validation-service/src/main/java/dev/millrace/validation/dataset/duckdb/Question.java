package dev.millrace.validation.dataset.duckdb;

import dev.millrace.validation.rule.ColumnStatistics;
import java.sql.SQLException;
import java.util.List;

/** What is asked of one column; the answer comes in the order of the expressions. */
interface Question {

    /** Aggregates over the column, with a {@code ?} for each parameter. */
    List<String> expressions();

    List<String> parameters();

    ColumnStatistics read(Answer answer, long rows) throws SQLException;
}
