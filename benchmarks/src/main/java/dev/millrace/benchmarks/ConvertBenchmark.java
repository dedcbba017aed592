package dev.millrace.benchmarks;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One large CSV file from the upload to the durable version, with DuckDB's COPY of the same file beside it, and the most memory that
 * ingestion has taken; Linux only, as the owner of its processes.
 */
@Command(name = "convert", description = "Uploads a large CSV file, and has DuckDB copy the same file to Parquet.")
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
        try (var loader = new URLClassLoader(new URL[] {duckdb.toUri().toURL()})) {
            var driver = (Driver)
                    loader.loadClass("org.duckdb.DuckDBDriver").getConstructor().newInstance();
            for (int run = 0; run < runs; run++) {
                write(file, run);
                long start = System.nanoTime();
                stack.upload("convert-" + ProcessHandle.current().pid(), file);
                double uploaded = seconds(start);
                print(Files.size(file), uploaded, copied(driver, file, copy));
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

    private double copied(Driver driver, Path file, Path copy) throws SQLException {
        try (var connection = driver.connect("jdbc:duckdb:", new Properties());
                var statement = connection.createStatement()) {
            statement.execute("SET threads = " + threads);
            long start = System.nanoTime();
            statement.execute(
                    "COPY (FROM read_csv('%s')) TO '%s' (FORMAT parquet, COMPRESSION zstd)".formatted(file, copy));
            return seconds(start);
        }
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
