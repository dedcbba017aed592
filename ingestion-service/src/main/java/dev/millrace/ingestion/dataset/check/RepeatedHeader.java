package dev.millrace.ingestion.dataset.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the names of the columns among the rows, as where files with a header each were put behind each other. */
final class RepeatedHeader {

    private RepeatedHeader() {}

    /**
     * The columns, with a note on the first of those that are mostly no texts, if one row has the names of all of these. Of columns
     * of texts nobody remembers such cells.
     */
    static List<ChosenColumn> told(List<ChosenColumn> columns) {
        var valued = columns.stream().filter(RepeatedHeader::isMostlyNoText).toList();
        if (valued.isEmpty()) {
            return columns;
        }
        var row = rows(valued.getFirst())
                .filter(each -> valued.stream().allMatch(column -> rows(column).anyMatch(each::equals)))
                .findFirst();
        if (row.isEmpty()) {
            return columns;
        }
        var told = new ArrayList<>(columns);
        told.set(columns.indexOf(valued.getFirst()), valued.getFirst().with(note(row.get())));
        return told;
    }

    private static boolean isMostlyNoText(ChosenColumn column) {
        return 2 * column.column().tally().count(RepeatedHeader::isText)
                < column.column().values();
    }

    private static boolean isText(int code) {
        return code == Cells.TEXT;
    }

    /** Those of the first texts that say the column's name. */
    private static Stream<Long> rows(ChosenColumn column) {
        var name = Finding.escaped(column.name()).strip();
        return column.column().tally().examples(RepeatedHeader::isText).stream()
                .filter(example -> example.text().strip().equals(name))
                .map(ColumnTally.Example::row);
    }

    private static Reading.Note note(long row) {
        return new Reading.Note(
                "HEADER_REPEATED",
                "The names of the columns stand again in row %d, as where files are put behind each other; remove such lines"
                        .formatted(row));
    }
}
