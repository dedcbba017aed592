package dev.millrace.ingestion.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Habits;
import dev.millrace.web.Problem;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wide files, whose conversion takes much memory for a moment. */
class ConversionMemoryTests {

    private static final int AT_ONCE = 4;
    private static final int COLUMNS = 3_000;

    /** Enough for one of these files, and too little for two. */
    private static final long ENOUGH = 320 << 20;

    @TempDir
    Path directory;

    @Test
    void convertsWideFilesThatComeAtOnce() throws Exception {
        try (var artifacts = new LocalArtifactStore(directory);
                var datasets = new Datasets(artifacts, new Limits(ENOUGH, 0, 2));
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var convertFile = new ConvertFile(datasets, artifacts);
            var parts = IntStream.range(0, AT_ONCE)
                    .mapToObj(file -> threads.submit(() -> converted(convertFile, datasets, artifacts, file)))
                    .toList();

            for (var part : parts) {
                assertThat(part.get().rows()).isEqualTo(50);
            }
        }
    }

    @Test
    void refusesWhatNeedsMoreMemoryThanThereIs() {
        try (var artifacts = new LocalArtifactStore(directory);
                var datasets = new Datasets(artifacts, new Limits(ENOUGH / 5, 0, 2))) {
            var convertFile = new ConvertFile(datasets, artifacts);

            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> converted(convertFile, datasets, artifacts, 0))
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo("FILE_NEEDS_MEMORY");
                        assertThat(problem.getMessage()).contains("millrace.datasets.memory");
                    });
        }
    }

    private static Converted converted(
            ConvertFile convertFile, Datasets datasets, LocalArtifactStore artifacts, int file) throws Exception {
        var header = IntStream.range(0, COLUMNS).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        var row = IntStream.range(0, COLUMNS).mapToObj(i -> "0." + (i + file)).collect(Collectors.joining(","));
        var csv = header + "\n" + (row + "\n").repeat(50);
        var receiveFile = new ReceiveFile(artifacts, Uploads.settings(), System::nanoTime);
        var checkFile = new CheckFile(datasets, CheckLimits.DEFAULT);
        try (var received =
                receiveFile.receive(new ByteArrayInputStream(csv.getBytes(UTF_8)), -1, Compression.NONE, null)) {
            var readable = checkFile.check(received, FileFormat.CSV, FileSettings.NONE);
            return convertFile.convert(readable, new Established(Map.of(), Habits.NONE));
        }
    }
}
