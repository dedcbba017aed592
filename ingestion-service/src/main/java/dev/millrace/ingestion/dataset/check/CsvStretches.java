package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A large CSV file in UTF-8 as stretches of whole records, which may be read side by side. A stretch begins behind a line feed
 * that may stand inside a quoted value; then the one before it does not end with a whole record, which is a fault of it. Where
 * anything is wrong with a stretch, the file is to be read as a whole, which finds the place of every fault.
 */
final class CsvStretches {

    private final FileContent file;
    private final CsvCheck.Head head;
    private final Dialect dialect;
    private final CheckLimits limits;
    private final CellReader cells;

    private CsvStretches(FileContent file, CsvCheck.Head head, Dialect dialect, CheckLimits limits, CellReader cells) {
        this.file = file;
        this.head = head;
        this.dialect = dialect;
        this.limits = limits;
        this.cells = cells;
    }

    /** Empty where something is wrong with the header. */
    static Optional<CsvStretches> of(FileContent file, Dialect dialect, CheckLimits limits, CellReader cells)
            throws IOException {
        try (var input = file.open()) {
            return CsvCheck.head(input, dialect, limits, cells)
                    .map(head -> new CsvStretches(file, head, dialect, limits, cells));
        }
    }

    /**
     * So many, about equally long.
     *
     * @param size bytes of the file that they share between them; the last goes on to its end
     */
    List<TextRows> rows(int count, long size, List<CellForm> forms) throws IOException {
        var rows = new ArrayList<TextRows>();
        for (int i = 0; i < count; i++) {
            rows.add(stretch(i, count, size, new ChunkTarget(forms, cells.missing())));
        }
        return rows;
    }

    private TextRows stretch(int index, int count, long size, ChunkTarget target) throws IOException {
        boolean last = index == count - 1;
        long end = last ? Long.MAX_VALUE : place(index + 1, count, size);
        var input = new LineStretch(file, place(index, count, size), end, index == 0);
        var in = new FieldBuffer(input, 0);
        return new TextRows(
                input, UTF_8, target, CsvCheck.behind(head.header(), in, last, dialect, limits, cells, target));
    }

    private long place(int index, int count, long size) {
        return head.end() + (size - head.end()) * index / count;
    }
}
