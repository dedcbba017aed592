package dev.millrace.ingestion.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.ColumnData;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Habits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Container files as Avro's own library writes them. */
class AvroFileTests {

    private static final String FIELDS = """
            {"name": "id", "type": "long"},
            {"name": "n", "type": ["null", "int"]},
            {"name": "x", "type": "double"},
            {"name": "f", "type": "float"},
            {"name": "ok", "type": "boolean"},
            {"name": "s", "type": ["null", "string"]},
            {"name": "colour", "type": {"type": "enum", "name": "Colour", "symbols": ["RED", "BLUE"]}},
            {"name": "day", "type": {"type": "int", "logicalType": "date"}},
            {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
            {"name": "local", "type": {"type": "long", "logicalType": "local-timestamp-millis"}},
            {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
            {"name": "again", "type": "Colour"}""";

    @TempDir
    private Path directory;

    private LocalArtifactStore artifacts;
    private Datasets datasets;
    private CheckFile checkFile;

    @BeforeEach
    void open() {
        artifacts = new LocalArtifactStore(directory.resolve("artifacts"));
        datasets = new Datasets(artifacts, new Limits(256 << 20, 1 << 30, 2));
        checkFile = new CheckFile(datasets, CheckLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        datasets.close();
        artifacts.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
    void readsEveryScalarType(String codec) throws IOException {
        var columns = convert(file(codec, 2_000), FileSettings.NONE);

        assertThat(columns)
                .extracting(ColumnData::type)
                .containsExactly(
                        ColumnType.INTEGER,
                        ColumnType.INTEGER,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.BOOLEAN,
                        ColumnType.STRING,
                        ColumnType.STRING,
                        ColumnType.DATE,
                        ColumnType.TIMESTAMP,
                        ColumnType.TIMESTAMP,
                        ColumnType.DOUBLE,
                        ColumnType.STRING);
        assertThat(columns.getFirst().rows()).isEqualTo(2_000);
        assertThat(columns.getFirst().longs()[1]).isEqualTo(9_007_199_254_740_994L);
        assertThat(columns.get(1).isNull(0)).isTrue();
        assertThat(columns.get(2).doubles()[2]).isEqualTo(2);
        assertThat(columns.get(5).strings()[1]).isEqualTo("NA");
        assertThat(columns.get(7).strings()[1]).isEqualTo("1970-01-02");
        assertThat(columns.get(8).strings()[1]).isEqualTo("1970-01-01T00:00:00.000001");
        assertThat(columns.get(10).doubles()[1]).isEqualTo(0.01);
        assertThat(columns.get(11).strings()[1]).isEqualTo("BLUE");
    }

    @Test
    void refusesNestedValuesByNameOrFlattensThem() throws IOException {
        var schema = schema("""
                {"name": "a", "type": {"type": "record", "name": "A", "fields": [{"name": "b", "type": "int"}]}}""");
        var inner = new GenericData.Record(schema.getField("a").schema());
        inner.put("b", 5);
        var outer = new GenericData.Record(schema);
        outer.put("a", inner);
        var bytes = written(schema, "null", List.of(outer));

        assertThat(code(bytes)).isEqualTo("TYPE_UNSUPPORTED");
        assertThat(convert(bytes, FileSettings.NONE.flattening(true)).getFirst().name())
                .isEqualTo("a.b");
        assertThat(code(written(schema("""
                {"name": "a", "type": {"type": "array", "items": "int"}}"""), "null", List.of()))).isEqualTo("TYPE_UNSUPPORTED");
    }

    @Test
    void refusesWhatIsNoContainer() throws IOException {
        var whole = file("null", 500);

        assertThat(code(Arrays.copyOf(whole, whole.length / 2))).isEqualTo("AVRO_CORRUPT");
        assertThat(code("a,b\n1,2\n".getBytes(UTF_8))).isEqualTo("CONTENT_TYPE");
        assertThat(code(written(schema(FIELDS), "null", List.of()))).isEqualTo("NO_ROWS");
        assertThat(code(file("bzip2", 10))).isEqualTo("CODEC_UNSUPPORTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
    void survivesDamageAnywhere(String codec) throws IOException {
        var whole = file(codec, 50);
        var random = new Random(11);
        for (int run = 0; run < 100; run++) {
            var damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                convert(damaged, FileSettings.NONE);
            } catch (RejectedFileException refused) {
                assertThat(refused.problem().code()).isNotEmpty();
            }
        }
    }

    private List<ColumnData> convert(byte[] bytes, FileSettings settings) {
        var receiveFile = new ReceiveFile(artifacts, Uploads.settings(), System::nanoTime);
        try (var file = receiveFile.receive(new ByteArrayInputStream(bytes), -1, Compression.NONE, null)) {
            var readable = checkFile.check(file, FileFormat.AVRO, settings);
            var converted =
                    new ConvertFile(datasets, artifacts).convert(readable, new Established(Map.of(), Habits.NONE));
            try (var session = datasets.open(
                    List.of(new Digest(converted.parts().getFirst().digest())))) {
                return session.readColumns("SELECT * FROM data");
            }
        }
    }

    private String code(byte[] bytes) {
        var code = new String[1];
        assertThatExceptionOfType(RejectedFileException.class)
                .isThrownBy(() -> convert(bytes, FileSettings.NONE))
                .satisfies(rejected -> code[0] = rejected.problem().code());
        return code[0];
    }

    private static byte[] file(String codec, int rows) throws IOException {
        var schema = schema(FIELDS);
        var colours = schema.getField("colour").schema();
        var records = new GenericData.Record[rows];
        Arrays.setAll(records, i -> {
            var row = new GenericData.Record(schema);
            row.put("id", 9_007_199_254_740_993L + i);
            row.put("n", i == 0 ? null : -i);
            row.put("x", (double) i);
            row.put("f", i / 2f);
            row.put("ok", i % 2 == 0);
            row.put("s", i == 1 ? "NA" : "text " + i);
            row.put("colour", new GenericData.EnumSymbol(colours, i % 2 == 0 ? "RED" : "BLUE"));
            row.put("again", new GenericData.EnumSymbol(colours, i % 2 == 0 ? "RED" : "BLUE"));
            row.put("day", i);
            row.put("at", (long) i);
            row.put("local", 1000L * i);
            row.put("price", ByteBuffer.wrap(BigInteger.valueOf(i).toByteArray()));
            return row;
        });
        return written(schema, codec, List.of(records));
    }

    private static Schema schema(String fields) {
        return new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"Row\", \"namespace\": \"x.y\", \"fields\": [" + fields
                        + "]}");
    }

    private static byte[] written(Schema schema, String codec, List<? extends GenericRecord> records)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(CodecFactory.fromString(codec)).setSyncInterval(4_000);
            writer.create(schema, bytes);
            for (GenericRecord record : records) {
                writer.append(record);
            }
        }
        return bytes.toByteArray();
    }
}
