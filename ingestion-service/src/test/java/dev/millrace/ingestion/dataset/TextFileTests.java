package dev.millrace.ingestion.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import dev.millrace.values.TruthWords;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is read once where its first rows show what is to come, and once more where they do not. */
class TextFileTests {

    private static final int FIRST = 5_000;

    @TempDir
    Path directory;

    private LocalArtifactStore artifacts;
    private Datasets datasets;

    @BeforeEach
    void open() {
        artifacts = new LocalArtifactStore(directory);
        datasets = new Datasets(artifacts, new Limits(256 << 20, 1 << 30, 2));
    }

    @AfterEach
    void close() {
        datasets.close();
        artifacts.close();
    }

    @Test
    void readsOnceWhatGoesOnAsItBegins() {
        var read = read("a,b\n" + "1,x\n".repeat(FIRST) + ",\n2,NA\n-,y\n");

        assertThat(read.times()).isEqualTo(1);
        assertThat(read.columns().get(0).type()).isEqualTo(ColumnType.INTEGER);
        assertThat(read.columns().get(0).strings()).endsWith("1", null, "2", null);
        assertThat(read.columns().get(1).strings()).endsWith("x", null, null, "y");
    }

    @Test
    void readsAgainWhereMostLaterValuesAreOfAnotherType() {
        var read = read("a,b,c\n" + "1,2026-01-31,\n".repeat(FIRST) + "1.5,soon,7\n".repeat(FIRST));

        assertThat(read.times()).isEqualTo(2);
        assertThat(read.columns())
                .extracting(ColumnData::type)
                .containsExactly(ColumnType.DOUBLE, ColumnType.STRING, ColumnType.INTEGER);
        assertThat(read.columns().get(1).strings()).startsWith("2026-01-31").endsWith("soon");
        assertThat(read.columns().get(2).strings()[0]).isNull();
        assertThat(read.columns().get(2).strings()).endsWith("7");
    }

    @Test
    void readsAgainWhereLaterRowsHaveMoreColumns() {
        var read = read(FileFormat.JSON_LINES, "{\"a\":1}\n".repeat(FIRST) + "{\"b\":\"x\",\"a\":2}\n");

        assertThat(read.times()).isEqualTo(2);
        assertThat(read.columns()).extracting(ColumnData::name).containsExactly("a", "b");
        assertThat(read.columns().get(0).strings()).endsWith("1", "2");
        assertThat(read.columns().get(1).strings()).endsWith(null, "x");
    }

    @Test
    void storesTheWordsThatMostTruthValuesAreWrittenIn() {
        assertThat(read("a\nYes\nNo\nyes\nYes\n").words()).contains(TruthWords.CAPITALIZED);
        assertThat(read("a\n no \nno\n\nNA\n").words()).contains(TruthWords.SMALL);
        assertThat(read("a\nYES\ntrue\nTrue\n").words()).isEmpty();
        assertThat(read("a\nNO\nmaybe\nperhaps\n").words()).isEmpty();
        assertThat(read(FileFormat.JSON_LINES, "{\"a\":true}\n{\"a\":\"YES\"}\n{\"a\":\"NO\"}\n")
                        .words())
                .contains(TruthWords.CAPITALS);
    }

    @Test
    void readsAgainWhereMostLaterTruthValuesAreWrittenInOtherWords() {
        var read = read("a\n" + "yes\n".repeat(FIRST) + "No\n".repeat(2 * FIRST));

        assertThat(read.times()).isEqualTo(2);
        assertThat(read.words()).contains(TruthWords.CAPITALIZED);
        assertThat(read.columns().getFirst().strings()).startsWith("true").endsWith("false");
    }

    @Test
    void readsAgainInTheEncodingOfLaterRows() {
        var read = read(FileFormat.CSV, ("a,b\n" + "1,x\n".repeat(FIRST) + "2,é\n").getBytes(ISO_8859_1));

        assertThat(read.times()).isEqualTo(2);
        assertThat(read.columns().get(1).strings()).endsWith("x", "é");
    }

    @Test
    void storesALargeFileInPartsWhoseRowsAreInOrder() {
        var csv = new StringBuilder("n,text,real\n");
        int rows = 400_000;
        for (int i = 0; i < rows; i++) {
            csv.append(i)
                    .append(i % 3 == 0 ? ",\"a \"\"b\"\", c\"," : ",word,")
                    .append(i / 4.0)
                    .append('\n');
        }
        var read = read(csv.toString());

        assertThat(read.times()).isEqualTo(1);
        assertThat(read.parts()).isEqualTo(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 2));
        var numbers = read.columns().get(0).longs();
        assertThat(numbers).hasSize(rows);
        for (int i = 0; i < rows; i++) {
            assertThat(numbers[i]).isEqualTo(i);
        }
        assertThat(read.columns().get(1).strings())
                .startsWith("a \"b\", c", "word")
                .endsWith("a \"b\", c");
        assertThat(read.columns().get(2).doubles()[rows - 1]).isEqualTo((rows - 1) / 4.0);
    }

    /** The row is counted from the beginning of the file, in whichever stretch it stands; nothing of the file is left. */
    @Test
    void tellsTheRowOfALateFault() {
        int rows = 2_200_000;
        var csv = "a,b\n" + "1,2\n".repeat(rows) + "3\n";

        assertThatExceptionOfType(RejectedFileException.class)
                .isThrownBy(() -> read(csv))
                .satisfies(rejected -> assertThat(rejected.problem().extensions())
                        .extractingByKey("findings")
                        .asString()
                        .contains("FIELD_COUNT")
                        .contains(String.valueOf(rows + 1)));
        assertThat(artifacts.scratch())
                .isDirectoryNotContaining(file -> !file.toString().endsWith(".lock"));
    }

    @Test
    void storesAsMissingInJsonWhatIsSaidToBe() {
        var said = new FileSettings(null, null, null, null, null, List.of("x"), List.of(), Map.of(), false);

        var read = read(FileFormat.JSON_LINES, "{\"a\":\"x\"}\n{\"a\":\"NA\"}\n{\"a\":\"\"}\n".getBytes(UTF_8), said);

        assertThat(read.columns().getFirst().strings()).containsExactly(null, "NA", "");
    }

    private Read read(String csv) {
        return read(FileFormat.CSV, csv);
    }

    private Read read(FileFormat format, String text) {
        return read(format, text.getBytes(UTF_8));
    }

    private Read read(FileFormat format, byte[] content) {
        return read(format, content, FileSettings.NONE);
    }

    private Read read(FileFormat format, byte[] content, FileSettings settings) {
        var receiveFile = new ReceiveFile(artifacts, Uploads.settings(), System::nanoTime);
        try (var file = receiveFile.receive(new ByteArrayInputStream(content), -1, Compression.NONE, null)) {
            var times = new int[1];
            var converted = new CheckFile(datasets, CheckLimits.DEFAULT)
                    .check(file, format, settings)
                    .convert(new Established(Map.of(), Habits.NONE), () -> {
                        times[0]++;
                        return new PartDrafts(datasets, artifacts);
                    });
            var parts = converted.parts().stream()
                    .map(part -> new Digest(part.digest()))
                    .toList();
            try (var session = datasets.open(parts)) {
                var columns = session.readColumns("SELECT * FROM data");
                var words = session.truthWords(columns.getFirst().name());
                return new Read(times[0], parts.size(), columns, words);
            }
        }
    }

    /** @param words for the truth values of the first column */
    private record Read(int times, int parts, List<ColumnData> columns, Optional<TruthWords> words) {}
}
