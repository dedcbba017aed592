package dev.millrace.ingestion.dataset.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Avro's binary form of single values, as text. */
final class AvroValues {

    private AvroValues() {}

    static long number(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }

    static byte[] bytes(ByteBuffer bytes) {
        return take(bytes, number(bytes));
    }

    private static byte[] take(ByteBuffer bytes, long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        var taken = new byte[(int) length];
        bytes.get(taken);
        return taken;
    }

    static boolean isTime(AvroType type) {
        boolean whole = type.kind().equals("int") || type.kind().equals("long");
        return whole
                && switch (type.logical()) {
                    case "date", "time-millis", "time-micros" -> true;
                    case "timestamp-millis", "timestamp-micros", "timestamp-nanos" -> true;
                    case "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos" -> true;
                    default -> false;
                };
    }

    static String time(AvroType type, long value) {
        return switch (type.logical()) {
            case "date" -> LocalDate.EPOCH.plusDays(value).toString();
            case "time-millis" -> LocalTime.MIN.plus(value, ChronoUnit.MILLIS).toString();
            case "time-micros" -> LocalTime.MIN.plus(value, ChronoUnit.MICROS).toString();
            default -> timestamp(type.logical(), value);
        };
    }

    private static String timestamp(String logical, long value) {
        var unit = logical.endsWith("millis")
                ? ChronoUnit.MILLIS
                : logical.endsWith("micros") ? ChronoUnit.MICROS : ChronoUnit.NANOS;
        var instant = Instant.EPOCH.plus(value, unit);
        return logical.startsWith("local-")
                ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString()
                : instant.toString();
    }

    /** A number or truth value. */
    static String plain(AvroType type, ByteBuffer bytes) {
        return switch (type.kind()) {
            case "boolean" -> bytes.get() == 0 ? "false" : "true";
            case "float" -> Float.toString(bytes.getFloat());
            case "double" -> Double.toString(bytes.getDouble());
            case "bytes" -> decimal(bytes(bytes), type.scale());
            case "fixed" -> decimal(take(bytes, type.size()), type.scale());
            default -> Long.toString(number(bytes));
        };
    }

    private static String decimal(byte[] digits, int scale) {
        return digits.length == 0 ? "0" : new BigDecimal(new BigInteger(digits), scale).toPlainString();
    }
}
