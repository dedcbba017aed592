package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Remembers which process is ours. A process id alone may have gone to somebody else's process since; together with the
 * start time it is not mistaken.
 */
final class PidFile {

    /** The operating system's start time is rounded, and moves a little when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** Anything else was cut short, as on a full disk, and names no process. */
    private static final Pattern CONTENT = Pattern.compile("(\\d{1,18}) (\\S+)\\s*");

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> process() {
        try {
            var content = CONTENT.matcher(Files.readString(file));
            if (!content.matches()) {
                return Optional.empty();
            }
            var start = Instant.parse(content.group(2));
            return ProcessHandle.of(Long.parseLong(content.group(1)))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedAt(process, start));
        } catch (NoSuchFileException | DateTimeParseException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static boolean startedAt(ProcessHandle process, Instant start) {
        return process.info()
                .startInstant()
                .filter(actual -> Duration.between(start, actual).abs().compareTo(TOLERANCE) < 0)
                .isPresent();
    }

    void write(ProcessHandle process) {
        var start = process.info()
                .startInstant()
                .orElseThrow(() -> new Complaint("process " + process.pid() + " ended as soon as it began"));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, process.pid() + " " + start + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
