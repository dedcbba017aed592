package dev.millrace.ingestion.dataset.check;

import dev.millrace.datasets.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file was understood where it does not say so itself. It is shown to whoever uploads the file, kept with the version
 * and carried on its event, and bounded however large the file is.
 *
 * @param delimiter of CSV, null for other formats
 * @param quote of CSV, null for other formats
 * @param encoding of text, empty for binary formats
 * @param decimal mark of numbers that are written as text
 * @param settings number of the dataset's settings that the file was read with, 0 where there are none
 * @param missing texts that were taken for missing values, most frequent first
 * @param columns about which there is something to tell, most misfits first
 * @param columnsToTell how many such columns there are, listed or not
 * @param misfits cells that were stored as missing because they are no values of their column's type
 */
public record Reading(
        @Nullable String delimiter,
        @Nullable String quote,
        String encoding,
        String decimal,
        long settings,
        List<Missing> missing,
        List<ReadColumn> columns,
        long columnsToTell,
        long misfits) {

    /** So many texts that mean a missing value are listed. */
    static final int MISSING = 20;

    /** So many columns are listed. */
    static final int COLUMNS = 50;

    public Reading {
        missing = List.copyOf(missing);
        columns = List.copyOf(columns);
    }

    /** A text that means a missing value, and in how many cells it stands; a blank for cells of blanks only. */
    public record Missing(String text, long cells) {}

    /**
     * A column about which there is something to tell.
     *
     * @param form how its values were written, empty where they were written plainly
     * @param values cells that are not missing in the file, misfits included
     * @param examples the first few misfits
     */
    public record ReadColumn(
            String name,
            ColumnType type,
            String form,
            long values,
            long misfits,
            List<Example> examples,
            List<Note> notes) {

        public ReadColumn {
            examples = List.copyOf(examples);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A cell as it stands in the file.
     *
     * @param row counts from 1, the header not included
     * @param text shortened and escaped
     */
    public record Example(long row, String text) {}

    /** Something that was decided and may be wanted otherwise; docs/data.md lists the codes. */
    public record Note(String code, String detail) {}

    /** Of a format that says its types itself. */
    public static Reading ofTyped(List<ReadColumn> told) {
        return new Reading(
                null, null, "", ".", 0, List.of(), told.stream().limit(COLUMNS).toList(), told.size(), 0);
    }

    /** The same, read with these settings. */
    public Reading with(long number) {
        return new Reading(delimiter, quote, encoding, decimal, number, missing, columns, columnsToTell, misfits);
    }
}
