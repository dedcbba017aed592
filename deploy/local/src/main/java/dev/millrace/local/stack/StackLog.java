package dev.millrace.local.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What all replicas of all services have written, also those that were scaled away. */
public final class StackLog {

    private static final String ENDING = ".log";

    private final Path directory;

    public StackLog(Layout layout) {
        this.directory = layout.logs();
    }

    /** The entries that mention a text, such as the id of a cascade, in the order of their times. */
    public List<LogEntry> mentioning(String text) throws IOException {
        var found = new ArrayList<LogEntry>();
        for (Map.Entry<Replica, Path> file : files().entrySet()) {
            read(file.getKey(), file.getValue(), text, found);
        }
        // Stable: what one replica wrote in the same millisecond stays in its order.
        found.sort(Comparator.comparing(LogEntry::time));
        return List.copyOf(found);
    }

    private Map<Replica, Path> files() throws IOException {
        var files = new TreeMap<Replica, Path>();
        if (Files.isDirectory(directory)) {
            try (var all = Files.list(directory)) {
                all.forEach(file -> replica(file).ifPresent(replica -> files.put(replica, file)));
            }
        }
        return files;
    }

    private static Optional<Replica> replica(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(ENDING)
                ? Replica.labelled(name.substring(0, name.length() - ENDING.length()))
                : Optional.empty();
    }

    private static void read(Replica replica, Path file, String text, List<LogEntry> found) throws IOException {
        // Unlike Files.lines, such a reader replaces what is not UTF-8.
        try (var reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            var lines = new ArrayList<String>();
            var time = Instant.EPOCH;
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var begun = LogEntry.timeOf(line);
                if (begun.isPresent()) {
                    keep(replica, time, lines, text, found);
                    lines.clear();
                    time = begun.get();
                }
                lines.add(line);
            }
            keep(replica, time, lines, text, found);
        }
    }

    private static void keep(Replica replica, Instant time, List<String> lines, String text, List<LogEntry> found) {
        if (lines.stream().anyMatch(line -> line.contains(text))) {
            found.add(new LogEntry(replica, time, lines));
        }
    }
}
