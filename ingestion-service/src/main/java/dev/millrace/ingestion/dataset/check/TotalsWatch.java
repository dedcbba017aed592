package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the newest row that is called a total, while rows go by. */
final class TotalsWatch {

    private final List<TotalsRow.Cell> cells = new ArrayList<>();
    private String label = "";
    private long row;
    private boolean begun;
    private boolean labelled;

    /** A cell with anything in it, cell by cell and row by row. */
    void cell(int column, int code, long of, byte[] text, int from, int to) {
        if (!begun) {
            begun = true;
            labelled = TotalsRow.isLabel(text, from, to);
            if (labelled) {
                row = of;
                label = new String(text, from, to - from, UTF_8).strip();
                cells.clear();
            }
        } else if (labelled) {
            cells.add(new TotalsRow.Cell(column, code, new String(text, from, to - from, UTF_8)));
        }
    }

    void endRow() {
        begun = false;
    }

    /** The last row of so many, where it is called a total; null where it is not. */
    @Nullable
    TotalsRow last(long rows) {
        return row > 0 && row == rows ? new TotalsRow(row, label, cells) : null;
    }
}
