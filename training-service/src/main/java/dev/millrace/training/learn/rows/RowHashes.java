package dev.millrace.training.learn.rows;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One number a row, from its whole stored content: the same in every run, whatever rows, parts or empty columns are added.
 */
public final class RowHashes {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private RowHashes() {}

    public static long[] of(Table table) {
        long[] hashes = new long[table.rows()];
        for (var column : table.columns()) {
            if (!column.derived()) {
                add(column, hashes);
            }
        }
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

    /** A sum, so that neither the order of columns nor an empty one matters. */
    private static void add(RawColumn column, long[] hashes) {
        long name = text(column.name());
        for (int row = 0; row < hashes.length; row++) {
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
