package dev.millrace.validation.profile;

import dev.millrace.datasets.Chunk;
import dev.millrace.datasets.Column;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import org.jspecify.annotations.Nullable;

/** What is known of one column after the rows that it was given. */
public abstract sealed class ColumnSummary permits NumberSummary, TextSummary, TimeSummary, TruthSummary {

    private final Column column;
    private final @Nullable ColumnSchema demand;
    private long rows;
    private long unreadable;

    ColumnSummary(Column column, @Nullable ColumnSchema demand) {
        this.column = column;
        this.demand = demand;
    }

    /**
     * A summary of no rows.
     *
     * @param demand what the schema says of the column; null where it says nothing
     */
    public static ColumnSummary of(Column column, @Nullable ColumnSchema demand) {
        return switch (column.type()) {
            case INTEGER, DOUBLE -> new NumberSummary(column, demand);
            case STRING -> new TextSummary(column, demand);
            case DATE, TIMESTAMP -> new TimeSummary(column, demand);
            case BOOLEAN -> new TruthSummary(column, demand);
        };
    }

    public Column column() {
        return column;
    }

    /** Adds the values of a chunk's column. */
    public void add(Chunk chunk, int position) {
        rows += chunk.rows();
        for (int row = 0; row < chunk.rows(); row++) {
            if (!chunk.isNull(position, row)) {
                addValue(chunk, position, row);
            }
        }
    }

    /** Counts the rows of a chunk's column of truths that say that a value does not read as the schema's type. */
    public void addUnreadable(Chunk chunk, int position) {
        for (int row = 0; row < chunk.rows(); row++) {
            if (chunk.truth(position, row)) {
                unreadable++;
            }
        }
    }

    /** The figures so far. */
    public abstract ColumnStatistics statistics();

    abstract void addValue(Chunk chunk, int position, int row);

    @Nullable
    ColumnSchema demand() {
        return demand;
    }

    long rows() {
        return rows;
    }

    long unreadable() {
        return unreadable;
    }
}
