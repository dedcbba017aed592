package dev.millrace.benchmarks;

import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One large CSV file from the upload to the durable version and on to its verdict, with DuckDB's COPY of the same file and its SUMMARIZE
 * of the copy beside it, and the most memory that ingestion has taken; Linux only, as the owner of its processes.
 */
@Command(
        name = "convert",
        description = "Uploads a large CSV file, and has DuckDB copy the same file to Parquet and summarize it.")
final class ConvertBenchmark implements Callable<Integer> {

    private static final int ROWS_AT_A_TIME = 100_000;

    @Option(names = "--data", description = "a CSV file (default: made-up trips)")
    private @Nullable Path data;

    @Option(names = "--megabytes", description = "of made-up trips (default ${DEFAULT-VALUE})")
    private long megabytes = 200;

    @Option(names = "--runs", description = "of each (default ${DEFAULT-VALUE})")
    private int runs = 5;

    @Option(names = "--threads", description = "of DuckDB, as many as ingestion's has (default ${DEFAULT-VALUE})")
    private int threads = 2;

    @Option(
            names = "--duckdb",
            required = true,
            description = "DuckDB's JDBC driver, a jar of the local Maven repository")
    private Path duckdb = Path.of("duckdb_jdbc.jar");

    @Override
    public Integer call() throws Exception {
        var stack = new Stack();
        var file = Files.createTempFile("millrace-convert", ".csv");
        var copy = Files.createTempFile("millrace-convert", ".parquet");
        try (var loader = new URLClassLoader(new URL[] {duckdb.toUri().toURL()});
                var log = new EventLog()) {
            var driver = (Driver)
                    loader.loadClass("org.duckdb.DuckDBDriver").getConstructor().newInstance();
            for (int run = 0; run < runs; run++) {
                write(file, run);
                long start = System.nanoTime();
                var version = stack.upload("convert-" + ProcessHandle.current().pid(), file);
                double uploaded = seconds(start);
                double judged = judged(log, version.path("cascadeId").asString());
                print(Files.size(file), uploaded, copied(driver, file, copy));
                print(judged, summarized(driver, copy));
            }
        } finally {
            Files.delete(file);
            Files.delete(copy);
        }
        System.out.println("ingestion took at most " + peak());
        return 0;
    }

    /** Another file for each run, because the same bytes are the same version. */
    private void write(Path file, int run) throws IOException {
        try (var output = Files.newOutputStream(file)) {
            if (data != null) {
                Files.copy(data, output);
                output.write("\n".repeat(run).getBytes(StandardCharsets.US_ASCII));
                return;
            }
            output.write(Trips.csv(run, ROWS_AT_A_TIME));
            while (Files.size(file) < megabytes * 1_000_000) {
                output.write(withoutHeader(Trips.csv(run + 1L, ROWS_AT_A_TIME)));
            }
        }
    }

    private static byte[] withoutHeader(byte[] csv) {
        int at = 0;
        while (csv[at] != '\n') {
            at++;
        }
        return Arrays.copyOfRange(csv, at + 1, csv.length);
    }

    /** From the version's event to its verdict's, most of which is the profile. */
    private static double judged(EventLog log, String cascade) {
        var events = log.await(
                1,
                Duration.ofMinutes(10),
                event -> event.is(Topics.DATA_VALIDATED)
                        && event.text("cascadeId").equals(cascade));
        var arrived = log.await(
                1,
                Duration.ofSeconds(10),
                event ->
                        event.is(Topics.DATA_ARRIVED) && event.text("cascadeId").equals(cascade));
        if (events.isEmpty() || arrived.isEmpty()) {
            throw new IllegalStateException("cascade " + cascade + " has no verdict after ten minutes");
        }
        return (events.getFirst().at() - arrived.getFirst().at()) / 1e3;
    }

    private double copied(Driver driver, Path file, Path copy) throws SQLException {
        return timed(
                driver, "COPY (FROM read_csv('%s')) TO '%s' (FORMAT parquet, COMPRESSION zstd)".formatted(file, copy));
    }

    private double summarized(Driver driver, Path copy) throws SQLException {
        return timed(driver, "SUMMARIZE FROM read_parquet('%s')".formatted(copy));
    }

    private double timed(Driver driver, String sql) throws SQLException {
        try (var connection = driver.connect("jdbc:duckdb:", new Properties());
                var statement = connection.createStatement()) {
            statement.execute("SET threads = " + threads);
            long start = System.nanoTime();
            statement.execute(sql);
            return seconds(start);
        }
    }

    private static void print(double judged, double summarized) {
        System.out.printf(
                Locale.ROOT,
                "  version to verdict %.2f s, DuckDB's SUMMARIZE %.2f s, %.2f times%n",
                judged,
                summarized,
                judged / summarized);
    }

    private static void print(long bytes, double uploaded, double copied) {
        System.out.printf(
                Locale.ROOT,
                "%.0f MB: upload to durable version %.2f s, DuckDB's COPY %.2f s, %.2f times%n",
                bytes / 1e6,
                uploaded,
                copied,
                uploaded / copied);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static String peak() throws IOException, InterruptedException {
        var process = IdleBenchmark.processes(Script.run("status", "--json")).entrySet().stream()
                .filter(part -> part.getKey().startsWith("ingestion"))
                .findFirst()
                .orElseThrow(() -> new IOException("ingestion does not run in this folder"));
        return Files.readAllLines(Path.of("/proc", Long.toString(process.getValue()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.substring("VmHWM:".length()).strip())
                .findFirst()
                .orElseThrow();
    }
}
