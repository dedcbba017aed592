package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import dev.millrace.web.StrictJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The one parser of Avro container files, whose records are rows. */
final class AvroCheck extends RowReader {

    private final InputStream input;
    private final boolean flatten;
    private final NamedValues values;
    private @Nullable Opened opened;
    private AvroContainer.@Nullable Block block;
    private long left;
    private long row;

    /** A file whose head was read. */
    private record Opened(AvroContainer container, AvroType type) {}

    AvroCheck(InputStream input, FileSettings settings, CheckLimits limits, CellReader cells, RowTarget target) {
        super(limits);
        this.input = new BufferedInputStream(input);
        this.flatten = settings.flatten();
        this.values = new NamedValues(limits, findings, cells, target);
    }

    @Override
    boolean read() throws IOException, StopReading {
        var file = opened == null ? open() : opened;
        opened = file;
        while (left == 0) {
            if (block != null && block.bytes().hasRemaining()) {
                throw corrupt("A block has more bytes than records");
            }
            block = next(file.container());
            if (block == null) {
                if (row == 0) {
                    throw findings.stop(Finding.of("NO_ROWS", "The file has no rows"));
                }
                return false;
            }
            left = block.count();
        }
        left--;
        record(file.type(), Objects.requireNonNull(block).bytes());
        return true;
    }

    @Override
    CheckedFile.Accepted accepted() {
        return values.accepted(row);
    }

    private Opened open() throws StopReading {
        var container = opened(input);
        var type = schema(container);
        if (!AvroContainer.isKnown(container.codec())) {
            throw findings.stop(Finding.of("CODEC_UNSUPPORTED", "The file's compression is not accepted")
                    .actual(container.codec()));
        }
        supported(type, "");
        if (!findings.isEmpty()) {
            throw new StopReading();
        }
        return new Opened(container, type);
    }

    private AvroContainer opened(InputStream input) throws StopReading {
        try {
            return new AvroContainer(input);
        } catch (IOException broken) {
            throw corrupt("The file's head cannot be read");
        }
    }

    private AvroType schema(AvroContainer container) throws StopReading {
        try {
            var type = AvroType.of(StrictJson.mapper().readTree(container.schema()));
            if (!type.kind().equals("record")) {
                throw findings.stop(Finding.of("TYPE_UNSUPPORTED", "The file's schema must be a record"));
            }
            return type;
        } catch (JacksonException | IllegalArgumentException unreadable) {
            throw corrupt("The file's schema cannot be read");
        }
    }

    private AvroContainer.@Nullable Block next(AvroContainer container) throws StopReading {
        try {
            return container.next();
        } catch (IOException | RuntimeException broken) {
            throw corrupt("A block cannot be read");
        }
    }

    private void record(AvroType type, ByteBuffer bytes) throws StopReading {
        row++;
        values.begin(row, row, 0);
        try {
            fields(type, "", bytes);
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | ArithmeticException
                | DateTimeException broken) {
            throw corrupt("A record cannot be read");
        }
        values.end();
    }

    private void fields(AvroType record, String prefix, ByteBuffer bytes) throws StopReading {
        for (int i = 0; i < record.types().size(); i++) {
            value(record.types().get(i), prefix + record.names().get(i), bytes);
        }
    }

    private void value(AvroType type, String name, ByteBuffer bytes) throws StopReading {
        switch (type.kind()) {
            case "union" -> value(type.types().get(Math.toIntExact(AvroValues.number(bytes))), name, bytes);
            case "record" -> fields(type, name + ".", bytes);
            case "null" -> values.missing(name);
            case "string" -> values.text(name, new String(AvroValues.bytes(bytes), UTF_8));
            case "enum" -> values.text(name, type.names().get(Math.toIntExact(AvroValues.number(bytes))));
            default -> scalar(type, name, bytes.order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    private void scalar(AvroType type, String name, ByteBuffer bytes) throws StopReading {
        if (AvroValues.isTime(type)) {
            values.text(name, AvroValues.time(type, AvroValues.number(bytes)));
        } else {
            values.typed(name, AvroValues.plain(type, bytes));
        }
    }

    private void supported(AvroType type, String name) {
        switch (type.kind()) {
            case "record" -> {
                if (!name.isEmpty() && !flatten) {
                    unsupported("A record is not accepted as a value, unless it is flattened (flatten)", name);
                }
                for (int i = 0; i < type.types().size(); i++) {
                    supported(
                            type.types().get(i),
                            name.isEmpty()
                                    ? type.names().get(i)
                                    : name + "." + type.names().get(i));
                }
            }
            case "union" -> type.types().forEach(branch -> supported(branch, name));
            case "array", "map" -> unsupported("An array or a map is not accepted as a value", name);
            case "bytes", "fixed" -> {
                if (!type.logical().equals("decimal")) {
                    unsupported("Bytes are not accepted as a value", name);
                }
            }
            default -> {}
        }
    }

    private void unsupported(String detail, String name) {
        findings.add(Finding.of("TYPE_UNSUPPORTED", detail).in(name));
    }

    private StopReading corrupt(String detail) {
        return findings.stop(values.here("AVRO_CORRUPT", detail, null));
    }
}
