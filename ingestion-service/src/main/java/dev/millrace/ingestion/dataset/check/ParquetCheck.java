package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Sql;
import dev.millrace.ingestion.dataset.check.ParquetSchema.Element;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;

/**
 * Looks at a Parquet file's frame before the engine may parse its footer, and at schema and sizes before it reads rows. A
 * page that claims more than the engine's memory is left to the engine, which refuses it.
 */
public final class ParquetCheck {

    private static final int FRAME = 12;
    private static final int TAIL = 8;
    private static final long MAX_FOOTER = 16 << 20;
    private static final long MAX_ROW_GROUPS = 10_000;
    private static final int MAX_DEPTH = 16;
    private static final long RATIO_COUNTS_FROM = 1 << 20;
    private static final Set<String> CODECS = Set.of("UNCOMPRESSED", "SNAPPY", "GZIP", "BROTLI", "LZ4_RAW", "ZSTD");

    private static final String LIST =
            "A list or a map is not accepted as a value; give each of its values a column or a row of its own";
    private static final String GROUP = "A group is not accepted as a value, unless it is flattened (flatten)";

    private final CheckLimits limits;
    private final boolean flatten;
    private final Findings findings;

    private ParquetCheck(CheckLimits limits, boolean flatten) {
        this.limits = limits;
        this.flatten = flatten;
        this.findings = new Findings(limits.findings());
    }

    /**
     * What is wrong with the file, if anything.
     *
     * @param flatten whether nested groups become columns
     */
    public static List<Finding> check(Path file, DatasetSession session, CheckLimits limits, boolean flatten)
            throws IOException {
        var check = new ParquetCheck(limits, flatten);
        check.frame(file);
        if (check.findings.isEmpty()) {
            check.footer(file, session, Files.size(file));
        }
        return check.findings.isEmpty() ? List.of() : check.findings.rejected().findings();
    }

    private void frame(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < FRAME || !text(channel, 0, 4).startsWith("PAR")) {
                corrupt("The file does not begin with PAR1");
                return;
            }
            var end = text(channel, size - 4, 4);
            if (end.equals("PARE")) {
                findings.add(Finding.of("ENCRYPTED", "Encrypted files are not accepted"));
            } else if (!end.equals("PAR1")) {
                corrupt("The footer magic is missing: the file is cut off or is not Parquet");
            } else {
                footerLength(read(channel, size - TAIL, 4).getInt(), size);
            }
        }
    }

    private void footerLength(int length, long size) {
        if (length <= 0 || length > size - FRAME) {
            corrupt("The footer's length is not possible");
        } else if (length > MAX_FOOTER) {
            findings.add(Finding.of("METADATA_TOO_LARGE", "The footer is too large")
                    .limit(MAX_FOOTER)
                    .actual(length));
        }
    }

    private void footer(Path file, DatasetSession session, long size) {
        var source = "(" + Sql.literal(file.toString()) + ")";
        var rows = new long[1];
        try {
            session.query("SELECT num_rows, num_row_groups FROM parquet_file_metadata" + source, row -> {
                rows[0] = row.getLong(1);
                counts(rows[0], row.getLong(2));
            });
            var schema = ParquetSchema.of(file, session);
            schema(schema);
            values(rows[0], schema.elements().size() - 1);
            session.query(
                    "SELECT DISTINCT path_in_schema, compression FROM parquet_metadata" + source,
                    row -> codec(row.getString(1), row.getString(2)));
            session.query(
                    "SELECT sum(CAST(greatest(total_uncompressed_size, 0) AS DOUBLE)) FROM parquet_metadata" + source,
                    row -> decompressed(row.getDouble(1), size));
        } catch (DatasetException unreadable) {
            corrupt("The footer cannot be read");
        }
    }

    private void counts(long rows, long rowGroups) {
        if (rows == 0) {
            findings.add(Finding.of("NO_ROWS", "The file has no rows"));
        }
        if (rowGroups > MAX_ROW_GROUPS) {
            findings.add(Finding.of("TOO_MANY_ROW_GROUPS", "The file has too many row groups")
                    .limit(MAX_ROW_GROUPS)
                    .actual(rowGroups));
        }
    }

    private void schema(ParquetSchema schema) {
        var elements = schema.elements();
        int depth = depth(elements);
        if (depth > MAX_DEPTH) {
            findings.add(Finding.of("SCHEMA_TOO_DEEP", "The schema is nested too deeply")
                    .limit(MAX_DEPTH)
                    .actual(depth));
            return;
        }
        int columns = (int)
                elements.stream().filter(element -> element.children() == 0).count();
        if (columns > limits.columns()) {
            findings.add(Finding.of("TOO_MANY_COLUMNS", "The file has too many columns")
                    .limit(limits.columns())
                    .actual(columns));
            return;
        }
        nested(schema);
        if (findings.isEmpty()) {
            ColumnNames.check(
                    schema.leaves().stream().map(ParquetSchema.Leaf::name).toList(), findings);
        }
    }

    private void nested(ParquetSchema schema) {
        int at = 1;
        while (at < schema.elements().size()) {
            var element = schema.elements().get(at);
            boolean list = schema.isList(at);
            boolean refused = list || (element.children() > 0 && !flatten);
            if (refused) {
                findings.add(Finding.of("TYPE_UNSUPPORTED", list ? LIST : GROUP)
                        .in(element.name())
                        .actual("nested"));
            }
            at = refused ? schema.behind(at) : at + 1;
        }
    }

    /** Encoding can make any number of equal values out of a few bytes. */
    private void values(long rows, int columns) {
        if (rows > limits.values() / Math.max(1, columns)) {
            findings.add(Finding.of("TOO_MANY_VALUES", "The file has too many values")
                    .limit(limits.values())
                    .actual(rows + " rows of " + columns + " columns"));
        }
    }

    private void codec(String column, String codec) {
        if (!CODECS.contains(codec)) {
            findings.add(Finding.of("CODEC_UNSUPPORTED", "The column's compression is not accepted")
                    .in(column)
                    .actual(codec));
        }
    }

    private void decompressed(double bytes, long size) {
        if (bytes > limits.decompressedBytes()) {
            findings.add(Finding.of("DECOMPRESSED_TOO_LARGE", "The file is too large after decompression")
                    .limit(limits.decompressedBytes()));
        } else if (bytes > RATIO_COUNTS_FROM && bytes / limits.ratio() > size) {
            findings.add(Finding.of("DECOMPRESSED_TOO_LARGE", "The file grows too much by decompression")
                    .limit(limits.ratio()));
        }
    }

    /** The schema is a tree, written depth first with the number of each node's children. */
    private static int depth(List<Element> elements) {
        var open = new ArrayDeque<Integer>();
        int deepest = 0;
        for (Element element : elements) {
            while (!open.isEmpty() && open.peek() == 0) {
                open.pop();
            }
            if (!open.isEmpty()) {
                open.push(open.pop() - 1);
            }
            deepest = Math.max(deepest, open.size());
            open.push(element.children());
        }
        return deepest;
    }

    private void corrupt(String detail) {
        findings.add(Finding.of("PARQUET_CORRUPT", detail));
    }

    private static String text(FileChannel channel, long position, int length) throws IOException {
        return new String(read(channel, position, length).array(), US_ASCII);
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.read(buffer, position);
        return buffer.flip();
    }
}
