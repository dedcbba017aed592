package dev.millrace.ingestion.dataset.check;

import dev.millrace.datasets.ColumnType;
import dev.millrace.values.TruthWords;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a column's cells are taken for.
 *
 * @param column as it was counted
 * @param form in which its cells are values
 * @param notes about what a person may want to decide otherwise
 */
public record ChosenColumn(TextColumn column, CellForm form, List<Reading.Note> notes) {

    public ChosenColumn {
        notes = List.copyOf(notes);
    }

    ChosenColumn with(Reading.Note note) {
        return new ChosenColumn(
                column, form, Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    /** Its name. */
    public String name() {
        return column.name();
    }

    /** The type of its values. */
    public ColumnType type() {
        return form.type();
    }

    /** The words that most truth values are written in; plain ones of a column of another type. */
    TruthWords truthWords() {
        var words = TruthWords.TRUE_FALSE;
        if (type() == ColumnType.BOOLEAN) {
            var tally = column.tally();
            long most = tally.count(code -> code == Cells.TRUTH);
            for (int code : tally.codes()) {
                long count = tally.count(other -> other == code);
                if (Cells.isYesNo(code) && count > most) {
                    words = Cells.TRUTH_WORDS.get(Cells.extra(code));
                    most = count;
                }
            }
        }
        return words;
    }

    /** Whether a cell with this code is stored as missing because it is no value of the type. */
    boolean isMisfit(int code) {
        return !Cells.isMissing(code) && !form.fits(code);
    }

    /** Whether a cell with this code is stored as missing because its text means that. */
    boolean isMissing(int code, MissingTexts missing) {
        return Cells.isMissing(code) && (type() != ColumnType.STRING || missing.anywhere(Cells.missingPosition(code)));
    }
}
