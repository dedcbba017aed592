package dev.millrace.ingestion.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Habits;
import dev.millrace.ingestion.dataset.check.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that pyarrow and polars have written (src/test/resources/parquet/make.py), with types that the engine writes none of. */
class ForeignParquetTests {

    private static final Established NOTHING = new Established(Map.of(), Habits.NONE);

    @TempDir
    Path directory;

    private LocalArtifactStore artifacts;
    private Datasets datasets;

    /** What a file became: its columns, the first value of each, and what was told about them. */
    private record Taken(Map<String, ColumnType> types, Map<String, @Nullable String> first, Reading reading) {}

    @BeforeEach
    void open() {
        artifacts = new LocalArtifactStore(directory.resolve("artifacts"));
        datasets = new Datasets(artifacts, new Limits(256 << 20, 1 << 30, 2));
    }

    @AfterEach
    void close() {
        datasets.close();
        artifacts.close();
    }

    @Test
    void takesEveryScalarTypeOfPyarrow() throws IOException {
        var taken = taken("pyarrow");

        assertThat(taken.types())
                .containsEntry("bool", ColumnType.BOOLEAN)
                .containsEntry("int8", ColumnType.INTEGER)
                .containsEntry("uint32", ColumnType.INTEGER)
                .containsEntry("uint64", ColumnType.STRING)
                .containsEntry("float16", ColumnType.DOUBLE)
                .containsEntry("decimal9", ColumnType.DOUBLE)
                .containsEntry("decimal38", ColumnType.DOUBLE)
                .containsEntry("decimal76", ColumnType.DOUBLE)
                .containsEntry("text", ColumnType.STRING)
                .containsEntry("dictionary", ColumnType.STRING)
                .containsEntry("nothing", ColumnType.STRING)
                .containsEntry("date", ColumnType.DATE)
                .containsEntry("time", ColumnType.STRING)
                .containsEntry("seconds", ColumnType.TIMESTAMP)
                .containsEntry("nanoseconds", ColumnType.TIMESTAMP)
                .containsEntry("zoned", ColumnType.TIMESTAMP);
        assertThat(taken.first())
                .containsEntry("uint64", "18446744073709551615")
                .containsEntry("float16", "1.5")
                .containsEntry("decimal76", "1.2345678901234568E43")
                .containsEntry("nothing", null)
                .containsEntry("date", "2024-01-01")
                .containsEntry("seconds", "2024-01-01T01:02:03")
                .containsEntry("nanoseconds", "2024-01-01T01:02:03.123456")
                .containsEntry("zoned", "2024-01-01T01:02:03.123456");
    }

    @Test
    void tellsWhichDecimalsLoseDigits() throws IOException {
        var told = taken("pyarrow").reading().columns();

        assertThat(told)
                .extracting(Reading.ReadColumn::name)
                .containsExactlyInAnyOrder("uint64", "decimal38", "decimal76");
        assertThat(told)
                .filteredOn(column -> column.name().equals("decimal76"))
                .flatExtracting(Reading.ReadColumn::notes)
                .extracting(Reading.Note::detail)
                .singleElement()
                .asString()
                .contains("up to 76 digits", "write it as text");
    }

    @Test
    void takesTheOldTimestampsOfSparkAndImpala() throws IOException {
        var taken = taken("int96");

        assertThat(taken.types()).containsEntry("nanoseconds", ColumnType.TIMESTAMP);
        assertThat(taken.first()).containsEntry("nanoseconds", "2024-01-01T01:02:03.123456");
    }

    @Test
    void takesWhatPolarsWrites() throws IOException {
        var taken = taken("polars");

        assertThat(taken.types())
                .containsEntry("category", ColumnType.STRING)
                .containsEntry("choice", ColumnType.STRING)
                .containsEntry("decimal", ColumnType.DOUBLE)
                .containsEntry("duration", ColumnType.INTEGER)
                .containsEntry("nothing", ColumnType.STRING);
        assertThat(taken.first()).containsEntry("category", "a").containsEntry("nothing", null);
    }

    /** A column without values leaves it to a later version which type it has. */
    @Test
    void establishesNoTypeByAColumnOfNothing() throws IOException {
        try (var content = content("polars");
                var file = received(content)) {
            assertThat(convert(file).withValues())
                    .extracting(Column::name)
                    .contains("whole")
                    .doesNotContain("nothing");
        }
    }

    @Test
    void saysWhatToDoAboutBytesListsAndGroups() throws IOException {
        assertThat(refused("bytes")).extracting("column").containsExactly("bytes", "fixed");
        assertThat(refused("bytes"))
                .extracting("detail")
                .allMatch(detail -> detail.toString().contains("write texts or numbers"));
        assertThat(refused("nested")).extracting("column").containsExactly("list", "map", "group");
        assertThat(refused("nested").get(0)).asString().contains("a column or a row of its own");
        assertThat(refused("nested").get(2)).asString().contains("flatten");
    }

    private Taken taken(String name) throws IOException {
        try (var content = content(name);
                var file = received(content)) {
            var converted = convert(file);
            var types = new LinkedHashMap<String, ColumnType>();
            var first = new LinkedHashMap<String, @Nullable String>();
            try (var session = datasets.open(
                    List.of(new Digest(converted.parts().getFirst().digest())))) {
                for (var column : session.readColumns("SELECT * FROM data")) {
                    types.put(column.name(), column.type());
                    first.put(column.name(), column.strings()[0]);
                }
            }
            return new Taken(types, first, converted.reading());
        }
    }

    private List<?> refused(String name) throws IOException {
        try (var content = content(name);
                var file = received(content)) {
            var rejected = catchThrowableOfType(RejectedFileException.class, () -> check(file));
            assertThat(rejected.problem().code()).isEqualTo("TYPE_UNSUPPORTED");
            return (List<?>) rejected.problem().extensions().get("findings");
        }
    }

    private ReceivedFile received(InputStream content) {
        return new ReceiveFile(artifacts, Uploads.settings(), System::nanoTime)
                .receive(content, -1, Compression.NONE, null);
    }

    private Converted convert(ReceivedFile file) {
        return new ConvertFile(datasets, artifacts).convert(check(file), NOTHING);
    }

    private ReadableFile check(ReceivedFile file) {
        return new CheckFile(datasets, CheckLimits.DEFAULT).check(file, FileFormat.PARQUET, FileSettings.NONE);
    }

    private static InputStream content(String name) {
        return Objects.requireNonNull(ForeignParquetTests.class.getResourceAsStream("/parquet/" + name + ".parquet"));
    }
}
