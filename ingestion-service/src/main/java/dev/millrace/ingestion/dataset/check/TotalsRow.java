package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A row whose first cell with anything in it is called a total, which may stand at the end of a table as people print them.
 *
 * @param row counts from 1, the header not included
 * @param label as it stands there
 * @param cells behind it
 */
record TotalsRow(long row, String label, List<Cell> cells) {

    private static final int LONGEST_LABEL = 60;

    /** The word, and whatever is behind it, if that does not go on with a letter. */
    private static final Pattern LABEL = Pattern.compile(
            "((grand |sub|overall |sum )?totals?|sums?|gesamt(summe)?|insgesamt|summen?|totale|totaux|somme|suma|soma|totaal"
                    + "|итого|всего|合計|合计|总计)([^\\p{L}].*)?",
            Pattern.DOTALL);

    TotalsRow {
        cells = List.copyOf(cells);
    }

    /** A cell with anything in it, and its code of {@link Cells}. */
    record Cell(int column, int code, String text) {}

    static boolean isLabel(byte[] text, int from, int to) {
        if (to - from > LONGEST_LABEL || !isFirst(text[from])) {
            return false;
        }
        var label = new String(text, from, to - from, UTF_8).strip();
        return LABEL.matcher(label.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether a label may begin so; of nearly all other rows no more is looked at. */
    private static boolean isFirst(byte first) {
        return switch (first | 0x20) {
            case 't', 's', 'g', 'i', 'o', ' ' -> true;
            default -> first < 0;
        };
    }

    /** The same, behind so many rows. */
    TotalsRow behind(long rows) {
        return new TotalsRow(row + rows, label, cells);
    }
}
