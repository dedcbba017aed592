package dev.millrace.ingestion.dataset.check;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.RowChunk;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts cells into chunks, as values of their columns' types. Cells of columns that nobody expected are left out: whoever
 * reads sees these columns in what was counted, and reads again.
 */
final class ChunkTarget implements RowTarget {

    private final CellForm[] forms;
    private final MissingTexts missing;

    /** Of each column a code of cells that are values in plain writing, as most cells of a column have the same; -1 for none. */
    private final int[] plain;

    private @Nullable RowChunk chunk;
    private int row;

    ChunkTarget(List<CellForm> forms, MissingTexts missing) {
        this.forms = forms.toArray(CellForm[]::new);
        this.missing = missing;
        this.plain = new int[forms.size()];
        Arrays.fill(plain, -1);
    }

    List<ColumnType> types() {
        return Arrays.stream(forms).map(CellForm::type).toList();
    }

    /** The next rows go into this chunk. */
    void begin(RowChunk next) {
        chunk = next;
        row = 0;
    }

    /** That are in the chunk. */
    int rows() {
        return row;
    }

    @Override
    public void cell(int column, int code, byte[] text, int from, int to) {
        if (column >= forms.length) {
            return;
        }
        if (code == plain[column]) {
            put(column, text, from, to);
            return;
        }
        var form = forms[column];
        if (form.type() == ColumnType.STRING) {
            text(column, code, text, from, to);
        } else if (!form.fits(code)) {
            missing(column);
        } else if (form.isPlain(code)) {
            plain[column] = code;
            put(column, text, from, to);
        } else {
            decorated(form, column, code, text, from, to);
        }
    }

    @Override
    public void missing(int column) {
        if (column < forms.length) {
            chunk().missing(column, row);
        }
    }

    @Override
    public void endRow(int cells) {
        for (int column = cells; column < forms.length; column++) {
            missing(column);
        }
        row++;
    }

    private void text(int column, int code, byte[] text, int from, int to) {
        if (Cells.isMissing(code) && missing.anywhere(Cells.missingPosition(code))) {
            missing(column);
        } else if (forms[column].guarded() && code == Cells.GUARDED) {
            unguarded(column, text, from, to);
        } else {
            chunk().text(column, row, text, from, to);
        }
    }

    /** Without the formula around it. */
    private void unguarded(int column, byte[] text, int from, int to) {
        int start = from;
        while (text[start] != '"') {
            start++;
        }
        int end = to;
        while (text[end - 1] != '"') {
            end--;
        }
        chunk().text(column, row, text, start + 1, end - 1);
    }

    private void decorated(CellForm form, int column, int code, byte[] text, int from, int to) {
        byte[] value = form.plain(code, text, from, to);
        if (value == null) {
            missing(column);
        } else {
            put(column, value, 0, value.length);
        }
    }

    private void put(int column, byte[] text, int from, int to) {
        int start = from;
        int end = to;
        while (CellReader.isBlank(text[start])) {
            start++;
        }
        while (CellReader.isBlank(text[end - 1])) {
            end--;
        }
        var target = chunk();
        switch (forms[column].type()) {
            case BOOLEAN -> target.truth(column, row, PlainValue.truth(text, start));
            case INTEGER -> target.whole(column, row, PlainValue.whole(text, start, end));
            case DOUBLE -> target.real(column, row, PlainValue.real(text, start, end));
            case DATE -> target.date(column, row, PlainValue.date(text, start));
            case TIMESTAMP -> target.timestamp(column, row, PlainValue.timestamp(text, start, end));
            case STRING -> throw new IllegalStateException("a text is no value in plain writing");
        }
    }

    private RowChunk chunk() {
        return Objects.requireNonNull(chunk);
    }
}
