package dev.millrace.validation.dataset.duckdb;

import dev.millrace.validation.rule.ColumnStatistics;
import java.sql.SQLException;
import java.util.List;

/** What is asked of one column; the answer comes in the order of the expressions. */
interface Question {

    /**
     * What the aggregates are taken of, each under a name of its own. Computed once here and named after, because the cost
     * of a statement is planning its expressions.
     */
    List<String> values();

    /** Aggregates over the values, with a {@code ?} for each parameter. */
    List<String> expressions();

    List<String> parameters();

    ColumnStatistics read(Answer answer, long rows) throws SQLException;
}
