package dev.millrace.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Which rows a model was made of, so that nobody judges it by them: a Bloom filter of one number a row. A row that was among them is always
 * found; one that was not is taken for one of them in about one of 100 000 cases, and more often beyond five million rows, where the filter
 * grows no further.
 *
 * @param columns kinds of the columns that the numbers are made of, by name: where they are others, equal rows have other numbers
 * @param hashes bits that a row sets
 * @param bits Base64 of 64-bit words, the lowest byte first
 */
public record LearnedRows(Map<String, String> columns, int hashes, String bits) {

    private static final int BITS_A_ROW = 24;
    private static final long MOST_BITS = 1L << 27;
    private static final int WORD = 64;
    private static final long OTHER = 0x9e3779b97f4a7c15L;

    public LearnedRows {
        columns = Map.copyOf(columns);
        if (hashes < 1 || hashes > WORD) {
            throw new IllegalArgumentException("a row sets %d bits".formatted(hashes));
        }
    }

    /** @param rows a number each, well spread or not */
    public static LearnedRows of(Map<String, String> columns, long[] rows) {
        int words = (int) Math.max(1, Math.ceilDiv(Math.min(MOST_BITS, (long) rows.length * BITS_A_ROW), WORD));
        // So many bits a row make the fewest mistakes (Bloom, Communications of the ACM 13, 1970).
        double each = Math.log(2) * WORD * words / Math.max(1, rows.length);
        int hashes = Math.clamp(Math.round(each), 1, BITS_A_ROW);
        long[] filter = new long[words];
        for (long row : rows) {
            for (int hash = 0; hash < hashes; hash++) {
                long bit = bit(row, hash, words);
                filter[(int) (bit / WORD)] |= 1L << (bit % WORD);
            }
        }
        var bytes = ByteBuffer.allocate(words * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(filter);
        return new LearnedRows(columns, hashes, Base64.getEncoder().encodeToString(bytes.array()));
    }

    /**
     * Whether a row is among them.
     *
     * @throws IllegalArgumentException where the bits are damaged
     */
    public LongPredicate contains() {
        byte[] bytes = Base64.getDecoder().decode(bits);
        if (bytes.length == 0 || bytes.length % Long.BYTES != 0) {
            throw new IllegalArgumentException("the filter of learned rows has %d bytes".formatted(bytes.length));
        }
        long[] filter = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(filter);
        return row -> {
            for (int hash = 0; hash < hashes; hash++) {
                long bit = bit(row, hash, filter.length);
                if ((filter[(int) (bit / WORD)] & (1L << (bit % WORD))) == 0) {
                    return false;
                }
            }
            return true;
        };
    }

    /** All from two numbers, as Kirsch and Mitzenmacher show to be enough (Random Structures and Algorithms 33, 2008). */
    private static long bit(long row, int hash, int words) {
        return Long.remainderUnsigned(mixed(row) + hash * (mixed(row ^ OTHER) | 1), (long) words * WORD);
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
