package dev.millrace.validation.dataset.duckdb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The real files beside the repository; a test that needs one says so when it is not there. */
final class SharedData {

    private SharedData() {}

    static Path file(String name) {
        String shared = Objects.requireNonNullElse(
                System.getenv("MILLRACE_SHARED"), root().resolve("../shared").toString());
        Path file = Path.of(shared).resolve("data").resolve(name).normalize();
        assumeTrue(Files.isReadable(file), () -> "SKIPPED: no " + file + "; set MILLRACE_SHARED");
        return file;
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = Objects.requireNonNull(directory.getParent(), "not inside the repository");
        }
        return directory;
    }
}
