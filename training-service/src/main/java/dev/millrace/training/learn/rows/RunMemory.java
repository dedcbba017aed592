package dev.millrace.training.learn.rows;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import dev.millrace.training.learn.UnlearnableException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much memory a run would take, estimated before it takes any, and how much it may take. Estimated is the heap, in which the
 * columns and the matrix are; what the trainers' native code takes beside it is a fraction of that.
 *
 * @param most bytes of heap that one run may take
 */
public record RunMemory(long most) {

    /** Labels, hashes and places of a row. */
    private static final long BYTES_A_ROW = 64;

    /** A number as it is read and as it is learned from. */
    private static final long BYTES_A_NUMBER = 8 + 4;

    /** A text as an object, beside its letters. */
    private static final long BYTES_A_TEXT = 56;

    /** A text that repeats, and its code. */
    private static final long BYTES_A_SHARED_TEXT = 4 + 4;

    /** A date: its text, its seconds and the numbers that are made of it. */
    private static final long BYTES_A_DATE = 96 + 8 + 24;

    private static final int ROWS_LOOKED_AT = 10_000;

    /** What linear models take of a number beside the rest: it, and whether it is missing, once or as Tribuo keeps them. */
    private static final Map<Trainer, Long> BYTES_OF_LINEAR_MODELS =
            Map.of(Trainer.LINEAR_REGRESSION, 12L, Trainer.LOGISTIC_REGRESSION, 60L);

    /**
     * Refuses a run that does not fit.
     *
     * @throws UnlearnableException saying how much it would take, how much it may, and what to do
     */
    void check(DatasetSession session, TypedSql stored, long rows, Set<Trainer> trainers) {
        long row = BYTES_A_ROW + texts(session, stored);
        for (var column : stored.columns()) {
            row += switch (column.type()) {
                case BOOLEAN, INTEGER, DOUBLE -> BYTES_A_NUMBER + linear(trainers);
                case DATE, TIMESTAMP -> BYTES_A_DATE + linear(trainers);
                case STRING -> BYTES_A_SHARED_TEXT;
            };
        }
        refuse(rows, stored.columns().size() + " columns", row);
    }

    /**
     * Refuses a matrix that does not fit, as texts and dates may make it wider than the columns let expect.
     *
     * @param width of its numbers
     */
    public void checkMatrix(long rows, int width, Set<Trainer> trainers) {
        refuse(rows, width + " numbers that are learned from", width * (4 + linear(trainers)));
    }

    private void refuse(long rows, String of, long bytesARow) {
        if (rows > most / bytesARow) {
            throw new UnlearnableException(
                    "DATA_TOO_LARGE",
                    ("%d rows of %s take about %s of memory, and a run may take %s: %d rows. Give training more memory"
                                    + " (MILLRACE_TRAINING_HEAP=%dg ./millrace up, or mem_limit of its container: docs/operations.md),"
                                    + " let data.versions choose fewer rows, such as {last: 10}, or learn from some of them with"
                                    + " data.sample: {rows: %d}")
                            .formatted(
                                    rows,
                                    of,
                                    spelled(rows * bytesARow),
                                    spelled(most),
                                    most / bytesARow,
                                    heap(rows * bytesARow),
                                    most / bytesARow));
        }
    }

    /** Gigabytes of heap, of which a run may take three quarters. */
    private static long heap(long bytes) {
        return Math.ceilDiv(bytes / 3 * 4, 1L << 30);
    }

    private static long linear(Set<Trainer> trainers) {
        return BYTES_OF_LINEAR_MODELS.entrySet().stream()
                .filter(entry -> trainers.contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    /** What texts that do not repeat take in a row besides; the first rows tell which columns have such. */
    private static long texts(DatasetSession session, TypedSql stored) {
        var names = stored.columns().stream()
                .filter(column -> column.type() == ColumnType.STRING)
                .map(column -> stored.identifiers().get(column.name()))
                .toList();
        if (names.isEmpty()) {
            return 0;
        }
        var asked = names.stream()
                .map("count(DISTINCT %1$s), count(%1$s), avg(strlen(%1$s))"::formatted)
                .collect(Collectors.joining(", "));
        long[] bytes = {0};
        session.query(
                "SELECT " + asked + " FROM (SELECT * FROM (" + stored.query() + ") LIMIT " + ROWS_LOOKED_AT + ")",
                row -> {
                    for (int first = 1; first <= 3 * names.size(); first += 3) {
                        if (row.getLong(first) * 2 > row.getLong(first + 1)) {
                            bytes[0] += BYTES_A_TEXT + (long) row.getDouble(first + 2);
                        }
                    }
                });
        return bytes[0];
    }

    private static String spelled(long bytes) {
        return bytes < 1 << 30
                ? "%d MB".formatted(Math.max(1, bytes >> 20))
                : String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1 << 30));
    }
}
