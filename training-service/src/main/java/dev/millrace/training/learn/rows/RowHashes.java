package dev.millrace.training.learn.rows;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * One number a row, from its whole stored content: the same in every run, whatever rows, parts or empty columns are added.
 */
public final class RowHashes {

    /** Rows of which one column after the other is looked at, so that a column's values are read one behind the other. */
    private static final int AT_ONCE = 4096;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private RowHashes() {}

    public static long[] of(Table table) {
        var columns =
                table.columns().stream().filter(column -> !column.derived()).toList();
        long[] names = columns.stream().mapToLong(column -> text(column.name())).toArray();
        long[] hashes = new long[table.rows()];
        IntStream.range(0, Math.ceilDiv(hashes.length, AT_ONCE)).parallel().forEach(block -> {
            int end = Math.min(hashes.length, (block + 1) * AT_ONCE);
            for (int i = 0; i < names.length; i++) {
                add(columns.get(i), names[i], hashes, block * AT_ONCE, end);
            }
        });
        return hashes;
    }

    /** Identifies a set of rows, in whatever order they come. */
    public static String digest(long[] hashes) {
        long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        var bytes = ByteBuffer.allocate(sorted.length * Long.BYTES);
        bytes.asLongBuffer().put(sorted);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Spreads a row's hash over 0 to 1, differently for every seed. */
    static double fraction(long hash, long seed) {
        return (mix(hash ^ mix(seed)) >>> 11) * 0x1p-53;
    }

    /** Adds what a column says of some rows: a sum, so that neither the order of columns nor an empty one matters. */
    private static void add(RawColumn column, long name, long[] hashes, int from, int to) {
        for (int row = from; row < to; row++) {
            if (!column.missing(row)) {
                long value =
                        column.isText() ? text(column.text(row)) : Double.doubleToLongBits(column.number(row) + 0.0);
                hashes[row] += mix(name + mix(value));
            }
        }
    }

    static long text(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** The finalizer of SplitMix64. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
