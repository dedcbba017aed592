package dev.millrace.validation.dataset.duckdb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Real files, in the folder that {@code MILLRACE_SHARED} names; a test that needs one says so when it is not there. */
final class SharedData {

    private SharedData() {}

    static Path file(String name) {
        var shared = Objects.requireNonNullElse(System.getenv("MILLRACE_SHARED"), "");
        assumeTrue(!shared.isEmpty(), () -> "SKIPPED: MILLRACE_SHARED names no folder with data/" + name);
        var file = Path.of(shared).resolve("data").resolve(name).normalize();
        assumeTrue(Files.isReadable(file), () -> "SKIPPED: no " + file);
        return file;
    }
}
