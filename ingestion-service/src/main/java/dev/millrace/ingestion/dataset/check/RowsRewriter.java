package dev.millrace.ingestion.dataset.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Copies rows in the form of {@link RowsWriter} with the cells of some columns in plain writing, and misfits as missing. */
final class RowsRewriter {

    private final FieldBuffer in;
    private final RowsWriter out;
    private final List<ChosenColumn> columns;
    private final CellReader cells;

    private RowsRewriter(FieldBuffer in, RowsWriter out, List<ChosenColumn> columns, CellReader cells) {
        this.in = in;
        this.out = out;
        this.columns = columns;
        this.cells = cells;
    }

    /** Answers the length of the longest row. */
    static long rewrite(InputStream rows, OutputStream target, List<ChosenColumn> columns, CellReader cells)
            throws IOException {
        var rewriter = new RowsRewriter(new FieldBuffer(rows, 0), new RowsWriter(target), columns, cells);
        while (rewriter.in.available()) {
            rewriter.row();
        }
        rewriter.out.flush();
        return rewriter.out.longestRow();
    }

    private void row() throws IOException {
        in.at++;
        out.beginRow();
        for (int column = 0; in.available() && in.bytes[in.at] == ','; column++) {
            in.at++;
            in.begin();
            cell(columns.get(column));
        }
        in.at++;
        out.endRow();
        in.begin();
    }

    private void cell(ChosenColumn column) throws IOException {
        boolean quoted = in.available() && in.bytes[in.at] == '"';
        if (quoted) {
            quoted();
        } else {
            plain();
        }
        int from = quoted ? in.start + 1 : in.start;
        int to = quoted ? in.at - 1 : in.at;
        if (!column.needsWriting()) {
            copy(quoted, from, to);
            return;
        }
        byte[] value = from == to ? null : column.form().plain(cells.read(in.bytes, from, to), in.bytes, from, to);
        if (value == null) {
            out.missing();
        } else {
            out.plain(value, 0, value.length);
        }
    }

    private void copy(boolean quoted, int from, int to) throws IOException {
        if (quoted) {
            out.quoted(in.bytes, from, to);
        } else if (from == to) {
            out.missing();
        } else {
            out.plain(in.bytes, from, to);
        }
    }

    private void plain() throws IOException {
        while (in.available() && in.bytes[in.at] != ',' && in.bytes[in.at] != '\n') {
            in.at++;
        }
    }

    /** Moves behind the closing quote. */
    private void quoted() throws IOException {
        in.at++;
        while (in.available()) {
            boolean quote = in.bytes[in.at] == '"';
            in.at++;
            if (quote && (!in.available() || in.bytes[in.at] != '"')) {
                return;
            }
            if (quote) {
                in.at++;
            }
        }
    }
}
