package dev.millrace.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.values.TruthWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a program hands over are stored as they are. */
class RowSourceTests {

    private static final List<ColumnType> TYPES = List.of(ColumnType.values());
    private static final List<String> NAMES = List.of("a", "A", "b", "c", "d'\"", "e");
    private static final LocalDateTime NOON = LocalDateTime.of(1969, 12, 31, 12, 0, 0, 123_456_000);

    @TempDir
    Path directory;

    private LocalArtifactStore artifacts;
    private Datasets datasets;
    private Path target;

    @BeforeEach
    void open() {
        artifacts = new LocalArtifactStore(directory);
        datasets = new Datasets(artifacts, new Limits(256 << 20, 1 << 30, 2));
        target = artifacts.scratch().resolve("written.parquet");
    }

    @AfterEach
    void close() {
        datasets.close();
        artifacts.close();
    }

    @Test
    void storesEveryTypeInOrderOverManyChunks() {
        int rows = 100_003;
        write(new Numbered(rows, "é".repeat(3)));

        var columns = stored();
        assertThat(columns).extracting(ColumnData::type).containsExactlyElementsOf(TYPES);
        assertThat(columns).extracting(ColumnData::name).containsExactlyElementsOf(NAMES);
        for (int row : new int[] {0, 1, 6, 8191, 8192, 50_000, rows - 1}) {
            boolean missing = row % 7 == 6;
            assertThat(columns.get(0).strings()[row]).isEqualTo(missing ? null : String.valueOf(row % 2 == 1));
            assertThat(columns.get(1).strings()[row]).isEqualTo(missing ? null : String.valueOf(-row));
            assertThat(columns.get(2).doubles()[row]).isEqualTo(Double.valueOf(missing ? Double.NaN : row / 8.0));
            assertThat(columns.get(3).strings()[row]).isEqualTo(missing ? null : row + "ééé");
            assertThat(columns.get(4).strings()[row])
                    .isEqualTo(
                            missing
                                    ? null
                                    : LocalDate.EPOCH.minusDays(row % 1000).toString());
            assertThat(columns.get(5).strings()[row])
                    .isEqualTo(missing ? null : NOON.plusSeconds(row).toString());
        }
    }

    @Test
    void storesTextsThatAreLargerThanAChunkMayBe() {
        var large = "x".repeat(5 << 20);
        write(new Numbered(5, large));

        assertThat(stored().get(3).strings()).containsExactly(0 + large, 1 + large, 2 + large, 3 + large, 4 + large);
    }

    @Test
    void storesTheWordsOfTruthValuesBesideTheirColumns() {
        write(Map.of("a", TruthWords.CAPITALIZED, "A", TruthWords.SMALL, "b", TruthWords.TRUE_FALSE), "first.parquet");
        write(Map.of("a", TruthWords.CAPITALS, "d'\"", TruthWords.SMALL), "second.parquet");
        write(Map.of(), "third.parquet");

        assertThat(words("a", "first.parquet")).contains(TruthWords.CAPITALIZED);
        assertThat(words("A", "first.parquet")).contains(TruthWords.SMALL);
        assertThat(words("b", "first.parquet")).isEmpty();
        assertThat(words("d'\"", "first.parquet", "second.parquet")).contains(TruthWords.SMALL);
        assertThat(words("a", "third.parquet")).isEmpty();
        assertThat(words("a", "first.parquet", "second.parquet", "third.parquet"))
                .contains(TruthWords.CAPITALS);
        assertThat(words("a", "second.parquet", "first.parquet")).contains(TruthWords.CAPITALIZED);
    }

    private Path file(String name) {
        return artifacts.scratch().resolve(name);
    }

    private void write(Map<String, TruthWords> words, String name) {
        try (var session = datasets.connect()) {
            session.write(new Numbered(10, ""), NAMES, words, file(name));
        }
    }

    private Optional<TruthWords> words(String column, String... names) {
        try (var session = datasets.openFiles(Stream.of(names).map(this::file).toList())) {
            return session.truthWords(column);
        }
    }

    @Test
    void storesNoRows() {
        write(new Numbered(0, ""));

        assertThat(stored().getFirst().strings()).isEmpty();
    }

    @Test
    void tellsWhyRowsCannotBeHad() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> write(new Broken(TYPES)))
                .withMessageContaining("the disk is gone");
    }

    @Test
    void refusesRowsWithoutColumns() {
        assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> write(new Broken(List.of())));
    }

    private void write(RowSource rows) {
        try (var session = datasets.connect()) {
            session.write(rows, NAMES, Map.of(), target);
        }
    }

    private List<ColumnData> stored() {
        try (var session = datasets.openFiles(List.of(target))) {
            return session.readColumns("SELECT * FROM data");
        }
    }

    private record Broken(List<ColumnType> types) implements RowSource {

        @Override
        public int next(RowChunk chunk) throws IOException {
            throw new IOException("the disk is gone");
        }
    }

    /** Each seventh row has no values. */
    private static final class Numbered implements RowSource {

        private final int rows;
        private final String ending;
        private int given;

        Numbered(int rows, String ending) {
            this.rows = rows;
            this.ending = ending;
        }

        @Override
        public List<ColumnType> types() {
            return TYPES;
        }

        @Override
        public int next(RowChunk chunk) {
            int row = 0;
            while (given < rows && !chunk.isFull(row)) {
                put(chunk, row, given);
                row++;
                given++;
            }
            return row;
        }

        private void put(RowChunk chunk, int row, int number) {
            if (number % 7 == 6) {
                for (int column = 0; column < TYPES.size(); column++) {
                    chunk.missing(column, row);
                }
                return;
            }
            var text = (number + ending).getBytes(UTF_8);
            chunk.truth(0, row, number % 2 == 1);
            chunk.whole(1, row, -number);
            chunk.real(2, row, number / 8.0);
            chunk.text(3, row, text, 0, text.length);
            chunk.date(4, row, LocalDate.EPOCH.minusDays(number % 1000));
            chunk.timestamp(5, row, NOON.plusSeconds(number));
        }
    }
}
