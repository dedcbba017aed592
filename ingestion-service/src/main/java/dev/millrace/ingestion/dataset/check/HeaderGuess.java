package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.datasets.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells where the first line of a file may be a row of data instead of the columns' names. It is taken for names all the same. */
final class HeaderGuess {

    private static final Reading.Note NOTE = new Reading.Note(
            "HEADER_MAY_BE_DATA",
            "The first line is taken for the columns' names, but those of all columns that are not text are values; if it is"
                    + " data, put a line of names above it");

    /** Years and decades are columns of tables. */
    private static final int STEP = 10;

    private HeaderGuess() {}

    /** The columns, with a note on the first whose name is a value, if that is so of every column that is not text. */
    static List<ChosenColumn> told(List<ChosenColumn> columns, CellReader cells) {
        var valued = columns.stream()
                .filter(column -> column.type() != ColumnType.STRING)
                .toList();
        if (valued.isEmpty() || !valued.stream().allMatch(column -> isValue(column, cells)) || isScale(valued)) {
            return columns;
        }
        var told = new ArrayList<>(columns);
        int first = columns.indexOf(valued.getFirst());
        told.set(first, columns.get(first).with(NOTE));
        return told;
    }

    private static boolean isValue(ChosenColumn column, CellReader cells) {
        var name = column.name().getBytes(UTF_8);
        return column.form().fits(cells.read(name, 0, name.length));
    }

    /** Whether the names are whole numbers that rise in small steps, as the years of a table that has one column for each. */
    private static boolean isScale(List<ChosenColumn> columns) {
        Long before = null;
        for (ChosenColumn column : columns) {
            var number = whole(column.name());
            if (number == null || (before != null && (number <= before || number - before > STEP))) {
                return false;
            }
            before = number;
        }
        return columns.size() > 1;
    }

    private static @Nullable Long whole(String name) {
        try {
            return Long.valueOf(name.strip());
        } catch (NumberFormatException no) {
            return null;
        }
    }
}
