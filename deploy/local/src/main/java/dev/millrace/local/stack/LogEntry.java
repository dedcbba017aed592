package dev.millrace.local.stack;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One entry of a log, readable or structured: a line that begins with its time, and the lines below it that do not, such as
 * those of a stack trace.
 */
public record LogEntry(Replica replica, Instant time, List<String> lines) {

    private static final Pattern TIME = Pattern.compile(
            "(?:\\{\"@timestamp\":\")?(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d))[ \"].*");

    public LogEntry {
        lines = List.copyOf(lines);
    }

    /** When the entry that begins with this line was written; empty where the line belongs to the entry above it. */
    static Optional<Instant> timeOf(String line) {
        var match = TIME.matcher(line);
        return match.matches()
                ? Optional.of(OffsetDateTime.parse(match.group(1)).toInstant())
                : Optional.empty();
    }
}
