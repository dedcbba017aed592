package dev.millrace.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fixture: the files that remember processes, as whoever supervises these writes them. */
final class PidFiles {

    private PidFiles() {}

    static void write(Path file, ProcessHandle process) throws IOException {
        var start = process.info().startInstant().orElseThrow();
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "%d %s 0 %d%n"
                        .formatted(process.pid(), start, ProcessHandle.current().pid()));
    }
}
