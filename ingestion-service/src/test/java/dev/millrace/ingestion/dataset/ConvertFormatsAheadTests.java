package dev.millrace.ingestion.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdOutputStream;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Habits;
import dev.millrace.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Large files of every format and compression, whole, cut and damaged, while they arrive. */
class ConvertFormatsAheadTests extends ConvertAheadTest {

    private static final ReadingRules RULES =
            new ReadingRules(FileSettings.NONE, new Established(Map.of(), Habits.NONE));
    private static final int ROWS = 90_000;
    private static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type": "record", "name": "row", "fields": [
              {"name": "number", "type": "long"}, {"name": "text", "type": "string"}, {"name": "real", "type": "double"}]}""");

    /** What is sent, and as what. */
    enum Content {
        CSV(FileFormat.CSV),
        JSON_LINES(FileFormat.JSON_LINES),
        JSON_ARRAY(FileFormat.JSON_LINES),
        AVRO(FileFormat.AVRO),
        PARQUET(FileFormat.PARQUET);

        private final FileFormat format;

        Content(FileFormat format) {
            this.format = format;
        }
    }

    static Stream<Arguments> formats() {
        return Arrays.stream(Content.values())
                .flatMap(format ->
                        Arrays.stream(Compression.values()).map(compression -> Arguments.of(format, compression)));
    }

    /** Parquet says only at its end what it holds, so it waits for that. */
    @ParameterizedTest
    @MethodSource("formats")
    void readsEveryRowOnce(Content content, Compression compression) throws IOException {
        var body = compressed(bytes(content), compression);
        try (var attempt = convertAhead.attempt(content.format, () -> RULES);
                var file = receiveFile.receive(sent(body, body.length, compression), attempt::follow)) {
            var ahead = attempt.converted(RULES);
            assertThat(ahead.isPresent()).isEqualTo(content != Content.PARQUET);
            var afterwards = checkAndConvert(file, content.format);
            assertThat(afterwards.rows()).isEqualTo(ROWS);
            ahead.ifPresent(converted -> {
                assertThat(converted.rows()).isEqualTo(ROWS);
                assertThat(converted.stored()).isEqualTo(afterwards.stored());
                assertThat(converted.reading()).isEqualTo(afterwards.reading());
            });
        }
    }

    /** The connection ends in the middle of the file. */
    @ParameterizedTest
    @MethodSource("formats")
    void storesNothingOfWhatIsCut(Content content, Compression compression) throws IOException {
        var body = compressed(bytes(content), compression);
        var cut = Arrays.copyOf(body, body.length * 9 / 10);
        try (var attempt = convertAhead.attempt(content.format, () -> RULES)) {
            if (compression == Compression.NONE) {
                try (var file = receiveFile.receive(sent(cut, body.length, compression), attempt::follow)) {
                    assertThat(attempt.converted(RULES)).isEmpty();
                    assertThat(file.bytes()).isEqualTo(cut.length);
                }
            } else {
                assertThatExceptionOfType(Problem.class)
                        .isThrownBy(() -> receiveFile
                                .receive(sent(cut, body.length, compression), attempt::follow)
                                .close())
                        .satisfies(problem -> assertThat(problem.code()).isEqualTo("ARCHIVE_CORRUPT"));
            }
        }
        assertNothingIsStored();
    }

    /** Bytes that no text in UTF-8 has, and zeros where Parquet and Avro have lengths. */
    @ParameterizedTest
    @MethodSource("formats")
    void storesNothingOfWhatIsDamaged(Content content, Compression compression) throws IOException {
        var bytes = bytes(content);
        Arrays.fill(bytes, bytes.length * 9 / 10, bytes.length * 9 / 10 + 200, (byte) 0xff);
        Arrays.fill(bytes, bytes.length - 30, bytes.length, (byte) 0);
        var body = compressed(bytes, compression);
        try (var attempt = convertAhead.attempt(content.format, () -> RULES);
                var file = receiveFile.receive(sent(body, body.length, compression), attempt::follow)) {
            assertThat(attempt.converted(RULES)).isEmpty();
            assertThatExceptionOfType(RejectedFileException.class)
                    .isThrownBy(() -> checkAndConvert(file, content.format));
        }
        assertNothingIsStored();
    }

    private Converted checkAndConvert(ReceivedFile file, FileFormat format) {
        return convertFile.convert(checkFile.check(file, format, RULES.settings()), RULES.established());
    }

    private void assertNothingIsStored() throws IOException {
        assertThat(artifacts.list(null, 1)).isEmpty();
        try (var left = Files.list(artifacts.scratch())) {
            assertThat(left.filter(file -> !file.endsWith(".lock"))).isEmpty();
        }
    }

    /** More than a large file needs to have, mostly of text that nothing makes shorter. */
    private byte[] bytes(Content content) throws IOException {
        return switch (content) {
            case CSV -> text("number,text,real\n", row -> row + "," + word(row) + "," + row * 0.5, "\n", "\n");
            case JSON_LINES -> text("", ConvertFormatsAheadTests::json, "\n", "\n");
            case JSON_ARRAY -> text("[", ConvertFormatsAheadTests::json, ",\n", "]");
            case AVRO -> avro();
            case PARQUET -> parquet();
        };
    }

    private static byte[] text(String begin, IntFunction<String> row, String between, String end) {
        return IntStream.range(0, ROWS)
                .mapToObj(row)
                .collect(Collectors.joining(between, begin, end))
                .getBytes(UTF_8);
    }

    private static String json(int row) {
        return "{\"number\": " + row + ", \"text\": \"" + word(row) + "\", \"real\": " + row * 0.5 + "}";
    }

    private static String word(int row) {
        return "%08x".formatted(row * 0x9e3779b9).repeat(12);
    }

    private static byte[] avro() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(SCHEMA)).create(SCHEMA, bytes)) {
            for (int row = 0; row < ROWS; row++) {
                writer.append(new GenericRecordBuilder(SCHEMA)
                        .set("number", (long) row)
                        .set("text", word(row))
                        .set("real", row * 0.5)
                        .build());
            }
        }
        return bytes.toByteArray();
    }

    private byte[] parquet() throws IOException {
        var file = artifacts.scratch().resolve("made.parquet");
        try (var session = datasets.connect()) {
            session.execute(
                    "COPY (SELECT range AS number, repeat(md5(CAST(range AS VARCHAR)), 3) AS text, range * 0.5 AS real"
                            + " FROM range(" + ROWS + ")) TO '" + file
                            + "' (FORMAT parquet, COMPRESSION uncompressed)");
        }
        var bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static byte[] compressed(byte[] plain, Compression compression) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream output = switch (compression) {
            case NONE -> bytes;
            case GZIP -> new GZIPOutputStream(bytes);
            case ZSTD -> new ZstdOutputStream(bytes);
        }) {
            output.write(plain);
        }
        return bytes.toByteArray();
    }

    private static SentFile sent(byte[] body, long announced, Compression compression) {
        return new SentFile(new ByteArrayInputStream(body), announced, compression, null);
    }
}
