package dev.millrace.monitoring.drift.watch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Rows and counts as they are stored: variable-length integers (seven bits a byte, the lowest first), deflated (RFC 1950), in
 * base 64. As nested documents they would cost the store many times their size.
 */
final class Packing {

    private static final int CONTINUES = 0x80;
    private static final int SEVEN_BITS = 0x7f;

    private Packing() {}

    /** Each row is its time, as microseconds since the row before it, and its bins. */
    static String rows(List<BinnedRow> rows) {
        var bytes = new ByteArrayOutputStream();
        long before = 0;
        for (var row : rows) {
            long micros = micros(row.at());
            writeSigned(bytes, micros - before);
            before = micros;
            for (int column = 0; column < row.columns(); column++) {
                write(bytes, row.bin(column));
            }
        }
        return deflated(bytes.toByteArray());
    }

    static List<BinnedRow> rows(String packed, int count, int columns) {
        var bytes = new Reader(inflated(packed));
        var rows = new ArrayList<BinnedRow>(count);
        long micros = 0;
        for (int row = 0; row < count; row++) {
            micros += bytes.readSigned();
            int[] bins = new int[columns];
            for (int column = 0; column < columns; column++) {
                bins[column] = (int) bytes.read();
            }
            rows.add(new BinnedRow(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), bins));
        }
        return rows;
    }

    static String counts(List<long[]> counts) {
        var bytes = new ByteArrayOutputStream();
        for (long[] column : counts) {
            for (long count : column) {
                write(bytes, count);
            }
        }
        return deflated(bytes.toByteArray());
    }

    /** Adds packed counts to others of the same shape. */
    static void addCounts(String packed, List<long[]> counts) {
        var bytes = new Reader(inflated(packed));
        for (long[] column : counts) {
            for (int bin = 0; bin < column.length; bin++) {
                column[bin] += bytes.read();
            }
        }
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static void writeSigned(ByteArrayOutputStream bytes, long number) {
        write(bytes, (number << 1) ^ (number >> (Long.SIZE - 1)));
    }

    private static void write(ByteArrayOutputStream bytes, long number) {
        long rest = number;
        while ((rest & ~SEVEN_BITS) != 0) {
            bytes.write((int) (rest & SEVEN_BITS) | CONTINUES);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private static String deflated(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        var fast = new Deflater(Deflater.BEST_SPEED);
        try (var deflating = new DeflaterOutputStream(packed, fast)) {
            deflating.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        } finally {
            fast.end();
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private static byte[] inflated(String packed) {
        var bytes = new ByteArrayInputStream(Base64.getDecoder().decode(packed));
        try (var inflating = new InflaterInputStream(bytes)) {
            return inflating.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("counts that were stored cannot be read", e);
        }
    }

    private static final class Reader {

        private final byte[] bytes;
        private int next;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        long readSigned() {
            long number = read();
            return (number >>> 1) ^ -(number & 1);
        }

        long read() {
            long number = 0;
            int shift = 0;
            while (true) {
                byte part = bytes[next++];
                number |= (long) (part & SEVEN_BITS) << shift;
                if (part >= 0) {
                    return number;
                }
                shift += 7;
            }
        }
    }
}
