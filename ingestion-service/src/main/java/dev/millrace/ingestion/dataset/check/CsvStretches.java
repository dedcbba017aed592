package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A large CSV file in UTF-8 as stretches of whole records, which may be read side by side. A stretch begins behind a line feed
 * that may stand inside a quoted value; then the one before it does not end with a whole record, which is a fault of it. Where
 * anything is wrong with a stretch, the file is to be read as a whole, which finds the place of every fault.
 */
final class CsvStretches {

    private final Path file;
    private final CsvCheck.Head head;
    private final Dialect dialect;
    private final CheckLimits limits;
    private final CellReader cells;

    private CsvStretches(Path file, CsvCheck.Head head, Dialect dialect, CheckLimits limits, CellReader cells) {
        this.file = file;
        this.head = head;
        this.dialect = dialect;
        this.limits = limits;
        this.cells = cells;
    }

    /** Empty where something is wrong with the header. */
    static Optional<CsvStretches> of(Path file, Dialect dialect, CheckLimits limits, CellReader cells)
            throws IOException {
        try (var input = Files.newInputStream(file)) {
            return CsvCheck.head(input, dialect, limits, cells)
                    .map(head -> new CsvStretches(file, head, dialect, limits, cells));
        }
    }

    /** So many, about equally long. */
    List<TextRows> rows(int count, List<CellForm> forms) throws IOException {
        var ends = ends(count);
        var rows = new ArrayList<TextRows>();
        for (int i = 0; i < count; i++) {
            long from = i == 0 ? head.end() : ends.get(i - 1);
            rows.add(stretch(from, ends.get(i), i == count - 1, new ChunkTarget(forms, cells.missing())));
        }
        return rows;
    }

    private TextRows stretch(long from, long to, boolean last, ChunkTarget target) throws IOException {
        var input = Channels.newInputStream(FileChannel.open(file).position(from));
        var in = new FieldBuffer(input, 0, to - from);
        return new TextRows(
                input, UTF_8, target, CsvCheck.behind(head.header(), in, last, dialect, limits, cells, target));
    }

    /** Each behind a line feed, the last at the end of the file. */
    private List<Long> ends(int count) throws IOException {
        long size = Files.size(file);
        var ends = new ArrayList<Long>();
        for (int i = 1; i < count; i++) {
            ends.add(behindLineFeed(head.end() + (size - head.end()) * i / count));
        }
        ends.add(size);
        return ends;
    }

    private long behindLineFeed(long from) throws IOException {
        try (var channel = FileChannel.open(file).position(from);
                var input = new BufferedInputStream(Channels.newInputStream(channel))) {
            long at = from;
            int next = input.read();
            while (next >= 0) {
                at++;
                if (next == '\n') {
                    return at;
                }
                next = input.read();
            }
            return at;
        }
    }
}
