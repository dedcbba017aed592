package dev.millrace.ingestion.dataset.check;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Checks a large CSV file in stretches of whole records, each in a thread of its own. A stretch begins behind a line feed that may
 * stand inside a quoted value; then the one before it does not end with a whole record, which is noticed. Where anything is
 * wrong with a stretch, nothing is answered: the file is to be checked as a whole, which finds the place of every fault.
 */
final class SplitCsvCheck {

    private final Path file;
    private final Dialect dialect;
    private final CheckLimits limits;
    private final CellReader cells;

    SplitCsvCheck(Path file, Dialect dialect, CheckLimits limits, CellReader cells) {
        this.file = file;
        this.dialect = dialect;
        this.limits = limits;
        this.cells = cells;
    }

    /**
     * Empty where the file is to be checked as a whole.
     *
     * @param rows files that get the rows of one stretch each
     */
    Optional<CheckedFile.Accepted> check(List<Path> rows) throws IOException {
        Optional<CsvCheck.Head> head;
        try (var input = Files.newInputStream(file)) {
            head = CsvCheck.head(input, dialect, limits, cells);
        }
        return head.isEmpty() ? Optional.empty() : check(head.get(), rows);
    }

    private Optional<CheckedFile.Accepted> check(CsvCheck.Head head, List<Path> rows) throws IOException {
        var ends = ends(head.end(), rows.size());
        var stretches = new ArrayList<Callable<Optional<CheckedFile.Accepted>>>();
        for (int i = 0; i < rows.size(); i++) {
            long from = i == 0 ? head.end() : ends.get(i - 1);
            long to = ends.get(i);
            boolean last = i == rows.size() - 1;
            var target = rows.get(i);
            stretches.add(() -> stretch(head.header(), from, to, last, target));
        }
        try (var threads = Executors.newFixedThreadPool(stretches.size())) {
            var results = threads.invokeAll(stretches);
            var whole = result(results.getFirst());
            for (var result : results.subList(1, results.size())) {
                var next = result(result);
                whole = whole.flatMap(before -> next.map(before::followedBy));
            }
            return whole;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the check was interrupted");
        }
    }

    private Optional<CheckedFile.Accepted> stretch(CsvHeader header, long from, long to, boolean last, Path rows)
            throws IOException {
        try (var channel = FileChannel.open(file).position(from);
                var output = Files.newOutputStream(rows)) {
            var input = new FieldBuffer(Channels.newInputStream(channel), 0, to - from);
            return CsvCheck.rows(input, header, last, dialect, limits, cells, output);
        }
    }

    private static Optional<CheckedFile.Accepted> result(Future<Optional<CheckedFile.Accepted>> stretch)
            throws IOException, InterruptedException {
        try {
            return stretch.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw new IllegalStateException("a stretch could not be checked", failure.getCause());
        }
    }

    /** About equally far from one another, each behind a line feed, the last at the end of the file. */
    private List<Long> ends(long from, int count) throws IOException {
        long size = Files.size(file);
        var ends = new ArrayList<Long>();
        for (int i = 1; i < count; i++) {
            ends.add(behindLineFeed(from + (size - from) * i / count));
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
