package dev.millrace.monitoring.drift.watch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Rows and counts as they are stored: variable-length integers (seven bits a byte, the lowest first), deflated (RFC 1950), in
 * base 64. As nested documents they would cost the store many times their size. Behind the rows are their answers and behind the
 * counts the sums of answers and the counts of slices, because earlier releases read no further than they know.
 */
final class Packing {

    private static final float[] NO_ANSWER = {};
    private static final int CONTINUES = 0x80;
    private static final int SEVEN_BITS = 0x7f;

    private Packing() {}

    /** Each row is its time, as microseconds since the row before it, and its bins; then come the answers, if there are any. */
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
        if (rows.stream().anyMatch(row -> row.answer().length > 0)) {
            rows.forEach(row -> writeAnswer(bytes, row.answer()));
        }
        return deflated(bytes.toByteArray());
    }

    static List<BinnedRow> rows(String packed, int count, int columns) {
        var bytes = new Reader(inflated(packed));
        var times = new Instant[count];
        int[][] bins = new int[count][columns];
        long micros = 0;
        for (int row = 0; row < count; row++) {
            micros += bytes.readSigned();
            times[row] = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            for (int column = 0; column < columns; column++) {
                bins[row][column] = (int) bytes.read();
            }
        }
        var rows = new ArrayList<BinnedRow>(count);
        boolean answers = bytes.hasMore();
        for (int row = 0; row < count; row++) {
            rows.add(new BinnedRow(times[row], bins[row], answers ? bytes.readAnswer() : NO_ANSWER));
        }
        return rows;
    }

    private static void writeAnswer(ByteArrayOutputStream bytes, float[] answer) {
        write(bytes, answer.length);
        for (float score : answer) {
            int bits = Float.floatToIntBits(score);
            for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                bytes.write(bits >>> shift);
            }
        }
    }

    /** The counts; then for each further part how many sums there are, and these. Empty parts at the end are left out. */
    static String sums(List<long[]> counts, long[]... more) {
        var bytes = new ByteArrayOutputStream();
        for (long[] column : counts) {
            for (long count : column) {
                write(bytes, count);
            }
        }
        int parts = more.length;
        while (parts > 0 && more[parts - 1].length == 0) {
            parts--;
        }
        for (long[] part : Arrays.asList(more).subList(0, parts)) {
            write(bytes, part.length);
            for (long sum : part) {
                write(bytes, sum);
            }
        }
        return deflated(bytes.toByteArray());
    }

    /** Adds packed counts and sums to others of the same shape; a part that has another shape is left out. */
    static void addSums(String packed, List<long[]> counts, long[]... more) {
        var bytes = new Reader(inflated(packed));
        for (long[] column : counts) {
            for (int bin = 0; bin < column.length; bin++) {
                column[bin] += bytes.read();
            }
        }
        for (long[] part : more) {
            long length = bytes.hasMore() ? bytes.read() : 0;
            for (int cell = 0; cell < length; cell++) {
                long sum = bytes.read();
                if (length == part.length) {
                    part[cell] += sum;
                }
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

        boolean hasMore() {
            return next < bytes.length;
        }

        float[] readAnswer() {
            var answer = new float[(int) read()];
            for (int place = 0; place < answer.length; place++) {
                int bits = 0;
                for (int part = 0; part < Float.BYTES; part++) {
                    bits = (bits << Byte.SIZE) | (bytes[next++] & 0xff);
                }
                answer[place] = Float.intBitsToFloat(bits);
            }
            return answer;
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
