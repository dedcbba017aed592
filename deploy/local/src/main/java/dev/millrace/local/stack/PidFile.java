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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Remembers which process is ours. A process id alone may have gone to somebody else's process since; together with the
 * start time it is not mistaken.
 */
final class PidFile {

    /** What is written is the time just before the process began, which on a busy machine takes a moment. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    /** Process id, start, restarts and who supervises it; a stack that an earlier release started has the first two. Anything else was cut short, as on a full disk, and names no process. */
    private static final Pattern CONTENT = Pattern.compile("(\\d{1,18}) (\\S+)(?: (\\d{1,9}) \\d{1,18})?\\s*");

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> process() {
        return content().flatMap(PidFile::process);
    }

    private static Optional<ProcessHandle> process(MatchResult content) {
        try {
            var start = Instant.parse(content.group(2));
            return ProcessHandle.of(Long.parseLong(content.group(1)))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedAt(process, start));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<MatchResult> content() {
        try {
            var content = CONTENT.matcher(Files.readString(file));
            return content.matches() ? Optional.of(content.toMatchResult()) : Optional.empty();
        } catch (NoSuchFileException e) {
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

    boolean exists() {
        return Files.exists(file);
    }

    /** How often the process was started again because it had ended by an Error. */
    int restarts() {
        return content()
                .flatMap(content -> Optional.ofNullable(content.group(3)))
                .map(Integer::parseInt)
                .orElse(0);
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
