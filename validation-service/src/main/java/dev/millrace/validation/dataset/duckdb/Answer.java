package dev.millrace.validation.dataset.duckdb;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of many figures, read from left to right by those who asked for them. */
final class Answer {

    private final ResultSet row;
    private int last;

    Answer(ResultSet row) {
        this.row = row;
    }

    long number() throws SQLException {
        return row.getLong(++last);
    }

    @Nullable
    Double decimal() throws SQLException {
        double value = row.getDouble(++last);
        return row.wasNull() ? null : value;
    }

    @Nullable
    String text() throws SQLException {
        return row.getString(++last);
    }

    /** Empty where there is no list. */
    List<Double> decimals() throws SQLException {
        List<Double> values = new ArrayList<>();
        Array array = row.getArray(++last);
        if (array != null) {
            for (Object value : (Object[]) array.getArray()) {
                values.add(((Number) value).doubleValue());
            }
        }
        return values;
    }
}
