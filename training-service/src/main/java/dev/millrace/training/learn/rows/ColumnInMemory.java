package dev.millrace.training.learn.rows;

import dev.millrace.datasets.Chunk;
import dev.millrace.datasets.Column;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A column that is being read. Equal texts are kept once, as long as texts repeat. */
final class ColumnInMemory {

    /** Different texts from which on equal ones are no longer looked for, because looking would take more memory than it saves. */
    private static final int MOST_SHARED = 20_000;

    private final Column column;
    private final boolean derived;
    private final Numbers numbers;
    private final String[] texts;
    private final Map<String, String> known = new HashMap<>();
    private boolean repeating = true;

    ColumnInMemory(Column column, boolean derived, int rows) {
        this.column = column;
        this.derived = derived;
        this.numbers = new Numbers(isText() ? 0 : rows);
        this.texts = new String[isText() ? rows : 0];
    }

    /**
     * Takes rows of a chunk.
     *
     * @param place of the column in the chunk
     * @param rows of the chunk
     * @param firstRow where they are put
     */
    void take(Chunk chunk, int place, int[] rows, int firstRow) {
        if (isText()) {
            @Nullable String[] values = chunk.texts(place);
            for (int i = 0; i < rows.length; i++) {
                texts[firstRow + i] = shared(values[rows[i]]);
            }
        } else {
            double[] values = chunk.numbers(place);
            for (int i = 0; i < rows.length; i++) {
                numbers.set(firstRow + i, values[rows[i]]);
            }
        }
    }

    RawColumn finish() {
        return switch (column.type()) {
            case BOOLEAN -> RawColumn.numbers(column.name(), RawColumn.Kind.BOOLEAN, derived, numbers);
            case INTEGER, DOUBLE -> RawColumn.numbers(column.name(), RawColumn.Kind.NUMBER, derived, numbers);
            case STRING -> RawColumn.texts(column.name(), RawColumn.Kind.TEXT, texts);
            case DATE, TIMESTAMP -> RawColumn.times(column.name(), texts);
        };
    }

    private String shared(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        if (!repeating) {
            return text;
        }
        var first = known.putIfAbsent(text, text);
        if (first == null && known.size() > MOST_SHARED) {
            repeating = false;
            known.clear();
        }
        return first == null ? text : first;
    }

    private boolean isText() {
        return switch (column.type()) {
            case BOOLEAN, INTEGER, DOUBLE -> false;
            case STRING, DATE, TIMESTAMP -> true;
        };
    }
}
