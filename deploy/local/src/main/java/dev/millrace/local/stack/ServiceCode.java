package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a small program out of a service's jar, so that a file here is read and judged by the very code of the service. */
public final class ServiceCode {

    private static final String READ = "dev.millrace.ingestion.dataset.ReadFile";
    private static final String PROFILE = "dev.millrace.validation.dataset.duckdb.ProfileFile";

    private final Programs programs;
    private final Path directory;

    /** @param directory for what the programs leave */
    public ServiceCode(Layout layout, Path directory) {
        this.programs = new Programs(layout);
        this.directory = directory;
    }

    /**
     * What a program printed.
     *
     * @param exitCode 0, or {@link Complaint#REFUSED}
     * @param output JSON
     */
    public record Printed(int exitCode, String output) {}

    /** Ingestion's reading of a file; it leaves what it stores in the folder. */
    public Printed read(List<String> arguments) {
        return run(Part.INGESTION, READ, arguments);
    }

    /** Validation's profile of what ingestion has stored. */
    public Printed profile(List<String> arguments) {
        return run(Part.VALIDATION, PROFILE, arguments);
    }

    private Printed run(Part service, String main, List<String> arguments) {
        var output = directory.resolve(service.label() + ".out");
        var log = directory.resolve(service.label() + ".log");
        var command = new ArrayList<>(List.of(
                Java.executable(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                programs.jar(service).toString(),
                main));
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(log.toFile())
                    .start();
            int exitCode = process.waitFor();
            if (exitCode != 0 && exitCode != Complaint.REFUSED) {
                throw new Complaint("the file could not be read; " + service.label() + " says: "
                        + Files.readString(log)
                                .lines()
                                .limit(3)
                                .reduce("", (one, other) -> one + " " + other)
                                .strip());
            }
            return new Printed(exitCode, Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + main, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted", e);
        }
    }
}
