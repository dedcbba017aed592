package dev.millrace.ingestion.dataset.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.millrace.ingestion.dataset.Arrival;
import dev.millrace.ingestion.dataset.FileNames;
import dev.millrace.ingestion.dataset.Mode;
import dev.millrace.ingestion.dataset.Request;
import dev.millrace.ingestion.dataset.SentFile;
import dev.millrace.ingestion.dataset.TakeInFile;
import dev.millrace.messaging.trail.Spans;
import dev.millrace.web.Names;
import dev.millrace.web.Problem;
import dev.millrace.web.Problems;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in what lies in the inbox, one file after the other. A file leaves the inbox only after its outcome is durable;
 * after a crash it is taken in again, and the same bytes are the same version.
 */
final class TakeInFiles {

    private static final Logger log = LoggerFactory.getLogger(TakeInFiles.class);
    private static final String ACTOR = "directory";

    private final Path root;
    private final DirectoryProperties settings;
    private final TakeInFile takeInFile;
    private final JsonMapper json;
    private final Clock clock;
    private final Spans spans;

    TakeInFiles(
            Path root, DirectoryProperties settings, TakeInFile takeInFile, JsonMapper json, Clock clock, Spans spans) {
        this.root = root;
        this.settings = settings;
        this.takeInFile = takeInFile;
        this.json = json;
        this.clock = clock;
        this.spans = spans;
    }

    /** One look at the inbox; what cannot be taken in now stays for the next. */
    void run() {
        try {
            for (Path dataset : list(Files.createDirectories(root.resolve("inbox")))) {
                if (Files.isDirectory(dataset, NOFOLLOW_LINKS)) {
                    guarded(dataset, this::takeInAll);
                }
            }
        } catch (IOException | RuntimeException failure) {
            left(root.resolve("inbox"), failure);
        }
    }

    private void takeInAll(Path dataset) throws IOException {
        for (Path file : list(dataset)) {
            var names = FileNames.of(file.getFileName().toString());
            if (names.isPresent()) {
                guarded(file, each -> takeIn(dataset.getFileName().toString(), each, names.get()));
            }
        }
    }

    /** What cannot be read or moved holds up nothing else; a problem on our side concerns all, and ends the look. */
    private static void guarded(Path path, Taking taking) {
        try {
            taking.take(path);
        } catch (IOException | RuntimeException failure) {
            if (failure instanceof Problem || failure.getCause() instanceof Problem) {
                throw (RuntimeException) failure;
            }
            left(path, failure);
        }
    }

    private static void left(Path path, Exception failure) {
        log.warn("{} cannot be taken in now, the next look tries again: {}", path, failure.toString());
    }

    private void takeIn(String dataset, Path file, FileNames names) throws IOException {
        if (!isSettled(file)) {
            return;
        }
        try {
            add(Names.checked(dataset), file, names);
            move(file, folder("done", dataset));
        } catch (Problem problem) {
            if (problem.status().is5xxServerError()) {
                throw problem;
            }
            fail(dataset, file, problem);
        }
    }

    private void add(String dataset, Path file, FileNames names) throws IOException {
        var arrival = new Arrival(
                settings.project(),
                dataset,
                names.format(),
                Mode.APPEND,
                "directory",
                file.getFileName().toString(),
                ACTOR,
                Request.starting(null),
                false);
        try (var _ = spans.request(arrival.request().lineage(), "take in file", null);
                var channel = Files.newByteChannel(file, StandardOpenOption.READ, NOFOLLOW_LINKS);
                var input = Channels.newInputStream(channel)) {
            takeInFile.takeIn(arrival, new SentFile(input, channel.size(), names.compression(), null));
        }
    }

    /** The problem is written first, so that no failed file is without one. */
    private void fail(String dataset, Path file, Problem problem) throws IOException {
        var folder = folder("failed", dataset);
        var target = free(folder, file.getFileName().toString());
        Files.writeString(
                folder.resolve(target.getFileName() + ".problem.json"),
                json.writerWithDefaultPrettyPrinter().writeValueAsString(Problems.detail(problem)));
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void move(Path file, Path folder) throws IOException {
        Files.move(file, free(folder, file.getFileName().toString()), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path folder(String outcome, String dataset) throws IOException {
        return Files.createDirectories(root.resolve(outcome).resolve(dataset));
    }

    /** A name that no earlier file has. */
    private static Path free(Path folder, String name) {
        var target = folder.resolve(name);
        for (int i = 2; Files.exists(target, NOFOLLOW_LINKS); i++) {
            target = folder.resolve(i + "-" + name);
        }
        return target;
    }

    private boolean isSettled(Path file) throws IOException {
        try {
            return Files.isRegularFile(file, NOFOLLOW_LINKS)
                    && !Files.getLastModifiedTime(file, NOFOLLOW_LINKS)
                            .toInstant()
                            .isAfter(clock.instant().minus(settings.settled()));
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            var sorted = new ArrayList<Path>();
            entries.forEach(sorted::add);
            sorted.sort(null);
            return sorted;
        }
    }

    private interface Taking {
        void take(Path path) throws IOException;
    }
}
