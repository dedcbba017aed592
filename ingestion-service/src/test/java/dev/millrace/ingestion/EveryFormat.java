package dev.millrace.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Sql;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One table in every format that ingestion reads. */
final class EveryFormat {

    private static final JsonMapper JSON = JsonMapper.shared();

    final String csv;

    /** JSON, an object a line. */
    final String lines;

    final byte[] parquet;
    final byte[] avro;

    private EveryFormat(String csv, String lines, byte[] parquet, byte[] avro) {
        this.csv = csv;
        this.lines = lines;
        this.parquet = parquet;
        this.avro = avro;
    }

    /** @param folder that DuckDB may read and write in */
    static EveryFormat of(String csv, Datasets datasets, Path folder) throws IOException {
        var source = Files.writeString(folder.resolve("table.csv"), csv);
        var target = folder.resolve("table.parquet");
        try (var session = datasets.connect()) {
            var table = "SELECT * FROM read_csv(" + Sql.literal(source.toString()) + ")";
            session.execute("COPY (" + table + ") TO " + Sql.literal(target.toString()) + " (FORMAT parquet)");
            var rows = rows(session, table);
            var lines = rows.stream().map(JSON::writeValueAsString).collect(Collectors.joining("\n", "", "\n"));
            return new EveryFormat(csv, lines, Files.readAllBytes(target), avro(rows));
        } finally {
            Files.delete(source);
            Files.deleteIfExists(target);
        }
    }

    private static List<Map<String, @Nullable Object>> rows(DatasetSession session, String table) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        session.query(table, row -> {
            var values = new LinkedHashMap<String, @Nullable Object>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                values.put(row.getMetaData().getColumnName(i), plain(row.getObject(i)));
            }
            rows.add(values);
        });
        return rows;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value == null || value instanceof Long || value instanceof Double || value instanceof Boolean
                ? value
                : value.toString();
    }

    /** Each column a union of all types, for fields of Avro cannot have every name that a column may have. */
    private static byte[] avro(List<Map<String, @Nullable Object>> rows) throws IOException {
        var names = List.copyOf(rows.getFirst().keySet());
        var fields = SchemaBuilder.record("Row").fields();
        for (int i = 0; i < names.size(); i++) {
            fields.name("c" + i)
                    .type()
                    .unionOf()
                    .nullType()
                    .and()
                    .longType()
                    .and()
                    .doubleType()
                    .and()
                    .booleanType()
                    .and()
                    .stringType()
                    .endUnion()
                    .noDefault();
        }
        var schema = fields.endRecord();
        var bytes = new ByteArrayOutputStream();
        try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(CodecFactory.deflateCodec(6)).create(schema, bytes);
            for (var row : rows) {
                var record = new GenericData.Record(schema);
                for (int i = 0; i < names.size(); i++) {
                    record.put(i, row.get(names.get(i)));
                }
                writer.append(record);
            }
        }
        return bytes.toByteArray();
    }

    /** JSON as one array. */
    byte[] array() {
        return ("[" + lines.strip().replace("\n", ",") + "]").getBytes(UTF_8);
    }
}
