package dev.millrace.ingestion.dataset;

import com.sun.management.OperatingSystemMXBean;
import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Habits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.DoubleStream;
import org.springframework.util.unit.DataSize;

/**
 * How long a CSV file takes from a socket of this machine to parts that are safely stored, while it arrives and after it has
 * arrived, with DuckDB's COPY of it in turn: {@code CSV FOLDER RUNS}. The sender is a thread of the same process.
 */
final class ConvertAheadBenchmark {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final UploadProperties PROPERTIES = new UploadProperties(
            DataSize.ofGigabytes(4),
            DataSize.ofGigabytes(4),
            100,
            DataSize.ofKilobytes(1),
            Duration.ofSeconds(30),
            5_000,
            2);
    private static final ReadingRules RULES =
            new ReadingRules(FileSettings.NONE, new Established(Map.of(), Habits.NONE));

    private final Path file;
    private final LocalArtifactStore artifacts;
    private final CheckFile checkFile;
    private final ConvertFile convertFile;
    private final ConvertAhead convertAhead;

    private ConvertAheadBenchmark(Path file, LocalArtifactStore artifacts, Datasets datasets, Workers workers) {
        this.file = file;
        this.artifacts = artifacts;
        this.checkFile = new CheckFile(datasets, CheckLimits.DEFAULT);
        this.convertFile = new ConvertFile(datasets, artifacts);
        this.convertAhead = new ConvertAhead(checkFile, convertFile, workers);
    }

    /** In seconds. */
    private record Cost(double elapsed, double processor) {}

    private record Ratio(double elapsed, double processor) {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[1]);
        try (var artifacts = new LocalArtifactStore(folder.resolve("artifacts"));
                var datasets = new Datasets(artifacts, new Limits(1 << 30, 0, 1));
                var workers = new Workers(PROPERTIES.workers())) {
            var benchmark = new ConvertAheadBenchmark(Path.of(arguments[0]), artifacts, datasets, workers);
            var after = new ArrayList<Ratio>();
            var ahead = new ArrayList<Ratio>();
            for (int run = 0; run < Integer.parseInt(arguments[2]); run++) {
                var copy = cost(() -> benchmark.copied(folder.resolve("copy.parquet")));
                after.add(ratio("after it has arrived", cost(() -> benchmark.stored(false)), copy));
                var again = cost(() -> benchmark.copied(folder.resolve("copy.parquet")));
                ahead.add(ratio("while it arrives", cost(() -> benchmark.stored(true)), again));
            }
            printMedian("after it has arrived", after);
            printMedian("while it arrives", ahead);
        }
    }

    private boolean copied(Path target) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            return statement.execute(
                    "COPY (FROM read_csv('%s')) TO '%s' (FORMAT parquet, COMPRESSION zstd)".formatted(file, target));
        }
    }

    private boolean stored(boolean whileItArrives) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sender = new Socket(server.getInetAddress(), server.getLocalPort());
                var receiver = server.accept();
                var attempt = convertAhead.attempt(FileFormat.CSV, () -> RULES)) {
            var sending = CompletableFuture.runAsync(() -> send(sender));
            var sent = new SentFile(receiver.getInputStream(), Files.size(file), Compression.NONE, null);
            try (var received = new ReceiveFile(artifacts, PROPERTIES, System::nanoTime)
                    .receive(sent, whileItArrives ? attempt::follow : arriving -> {})) {
                sending.join();
                var converted = attempt.converted(RULES).orElseGet(() -> converted(received));
                for (var part : converted.parts()) {
                    Files.delete(artifacts.path(new Digest(part.digest())));
                }
            }
            return true;
        }
    }

    private Converted converted(ReceivedFile received) {
        return convertFile.convert(checkFile.check(received, FileFormat.CSV, RULES.settings()), RULES.established());
    }

    private void send(Socket sender) {
        try (var content = FileChannel.open(file);
                var output = sender.getOutputStream()) {
            Channels.newInputStream(content).transferTo(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Cost cost(Callable<Boolean> work) throws Exception {
        long start = System.nanoTime();
        long processor = PROCESS.getProcessCpuTime();
        work.call();
        return new Cost((System.nanoTime() - start) / 1e9, (PROCESS.getProcessCpuTime() - processor) / 1e9);
    }

    private static Ratio ratio(String when, Cost upload, Cost copy) {
        var ratio = new Ratio(upload.elapsed() / copy.elapsed(), upload.processor() / copy.processor());
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f s, processor %.2f s; COPY %.2f and %.2f s; %.2f and %.2f times%n",
                when,
                upload.elapsed(),
                upload.processor(),
                copy.elapsed(),
                copy.processor(),
                ratio.elapsed(),
                ratio.processor());
        return ratio;
    }

    private static void printMedian(String when, List<Ratio> ratios) {
        System.out.printf(
                Locale.ROOT,
                "%s, median of %d: %.2f times the time of COPY, %.2f times its processor time%n",
                when,
                ratios.size(),
                median(ratios.stream().mapToDouble(Ratio::elapsed)),
                median(ratios.stream().mapToDouble(Ratio::processor)));
    }

    private static double median(DoubleStream values) {
        var sorted = values.sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
