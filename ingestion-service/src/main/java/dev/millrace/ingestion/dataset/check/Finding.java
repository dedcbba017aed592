package dev.millrace.ingestion.dataset.check;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a file, and where.
 *
 * @param code of the catalogue of bad inputs, such as FIELD_COUNT
 * @param row counts records from 1, the header not included; null where the file as a whole is meant
 * @param line counts lines from 1
 * @param column name, or position from 1 where there is no name
 * @param byteOffset into the decompressed file
 * @param sample what stands there, shortened and escaped
 */
public record Finding(
        String code,
        String detail,
        @Nullable Long row,
        @Nullable Long line,
        @Nullable String column,
        @Nullable Long byteOffset,
        @Nullable String sample,
        @Nullable Long limit,
        @Nullable String actual) {

    private static final int SAMPLE = 64;

    /** About the file as a whole. */
    public static Finding of(String code, String detail) {
        return new Finding(code, detail, null, null, null, null, null, null, null);
    }

    public Finding at(long row, long line, long byteOffset) {
        return new Finding(code, detail, row > 0 ? (Long) row : null, line, column, byteOffset, sample, limit, actual);
    }

    /** The same without the offset, where it is not that of the file. */
    public Finding withoutOffset() {
        return new Finding(code, detail, row, line, column, null, sample, limit, actual);
    }

    public Finding in(@Nullable String column) {
        return new Finding(
                code, detail, row, line, column == null ? null : escaped(column), byteOffset, sample, limit, actual);
    }

    public Finding showing(String sample) {
        return new Finding(code, detail, row, line, column, byteOffset, escaped(sample), limit, actual);
    }

    public Finding limit(long limit) {
        return new Finding(code, detail, row, line, column, byteOffset, sample, limit, actual);
    }

    public Finding actual(Object actual) {
        return new Finding(code, detail, row, line, column, byteOffset, sample, limit, escaped(actual.toString()));
    }

    static String escaped(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(SAMPLE).forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                shown.append("\\u%04x".formatted(point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }
}
