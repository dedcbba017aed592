package dev.millrace.datasets;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;
import java.util.List;

/** The values of one column of a chunk, which become buffers as Arrow has them. */
final class ChunkColumn {

    private static final int TEXT = 1 << 12;

    private final ColumnType type;

    /** Truth values are 0 and 1, real numbers their bits, dates days and timestamps microseconds since 1970. */
    private final long[] numbers;

    /** Where each text ends; behind a place for where the first begins. */
    private final int[] ends;

    /** A bit for each row, 0 for a missing value. */
    private final byte[] present;

    private byte[] texts;
    private int missing;

    ChunkColumn(ColumnType type, int capacity) {
        boolean isText = type == ColumnType.STRING;
        this.type = type;
        this.numbers = new long[isText ? 0 : capacity];
        this.ends = new int[isText ? capacity + 1 : 0];
        this.texts = new byte[isText ? TEXT : 0];
        this.present = new byte[(capacity + 7) / 8];
        clear();
    }

    /** In the notation of Arrow. */
    static String format(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> "b";
            case INTEGER -> "l";
            case DOUBLE -> "g";
            case STRING -> "u";
            case DATE -> "tdD";
            case TIMESTAMP -> "tsu:";
        };
    }

    void clear() {
        missing = 0;
        Arrays.fill(present, (byte) -1);
    }

    void missing(int row) {
        missing++;
        present[row >> 3] &= (byte) ~(1 << (row & 7));
        if (type == ColumnType.STRING) {
            ends[row + 1] = ends[row];
        }
    }

    void number(int row, long value) {
        numbers[row] = value;
    }

    void text(int row, byte[] text, int from, int to) {
        int at = ends[row];
        int end = at + to - from;
        if (end > texts.length) {
            texts = Arrays.copyOf(texts, Math.max(end, 2 * texts.length));
        }
        System.arraycopy(text, from, texts, at, to - from);
        ends[row + 1] = end;
    }

    int missing() {
        return missing;
    }

    /** Copies of the first rows: which of them have values, and the values. */
    List<MemorySegment> buffers(int rows, SegmentAllocator memory) {
        var which = missing == 0 ? MemorySegment.NULL : copied(present, (rows + 7) / 8, memory);
        return switch (type) {
            case STRING -> List.of(which, copied(ends, rows + 1, memory), copied(texts, ends[rows], memory));
            case BOOLEAN -> List.of(which, bits(rows, memory));
            case DATE -> List.of(which, days(rows, memory));
            case INTEGER, DOUBLE, TIMESTAMP -> {
                var values = memory.allocate(JAVA_LONG, rows);
                MemorySegment.copy(numbers, 0, values, JAVA_LONG, 0, rows);
                yield List.of(which, values);
            }
        };
    }

    private static MemorySegment copied(byte[] bytes, int count, SegmentAllocator memory) {
        var copy = memory.allocate(Math.max(1, count), Long.BYTES);
        MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, count);
        return copy;
    }

    private static MemorySegment copied(int[] values, int count, SegmentAllocator memory) {
        var copy = memory.allocate((long) count * Integer.BYTES, Long.BYTES);
        MemorySegment.copy(values, 0, copy, JAVA_INT, 0, count);
        return copy;
    }

    private MemorySegment bits(int rows, SegmentAllocator memory) {
        var bits = new byte[(rows + 7) / 8];
        for (int row = 0; row < rows; row++) {
            bits[row >> 3] |= (byte) (numbers[row] << (row & 7));
        }
        return copied(bits, bits.length, memory);
    }

    private MemorySegment days(int rows, SegmentAllocator memory) {
        var days = new int[rows];
        for (int row = 0; row < rows; row++) {
            days[row] = (int) numbers[row];
        }
        return copied(days, rows, memory);
    }
}
