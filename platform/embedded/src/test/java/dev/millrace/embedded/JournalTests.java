package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTests {

    @TempDir
    private Path directory;

    @Test
    void handsOverWhatFollowsTheCheckpoint() {
        write(0, "a", "b", "c");

        assertThat(read(1)).containsExactly("b", "c");
    }

    @Test
    void numbersGoOnAcrossFiles() {
        write(0, "a", "b");
        write(0, "c");

        assertThat(read(0)).containsExactly("a", "b", "c");
        assertThat(read(2)).containsExactly("c");
    }

    @Test
    void cutsOffARecordThatWasBeingWritten() throws IOException {
        write(0, "a", "b");
        shorten(newest());
        write(0, "c");

        assertThat(read(0)).containsExactly("a", "c");
    }

    @Test
    void refusesAHoleInTheMiddle() throws IOException {
        write(0, "a", "b");
        var damaged = newest();
        write(0, "c");
        shorten(damaged);

        assertThatThrownBy(() -> read(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(damaged.toString());
    }

    @Test
    void forgetsWhatTheFileContains() {
        try (var journal = Journal.open(directory, 0, each -> {})) {
            journal.append(command("a"));
            long first = journal.rotate();
            journal.append(command("b"));
            journal.forget(first);
        }

        assertThat(read(1)).containsExactly("b");
        assertThat(directory.resolve("journal-0000000000000000001")).doesNotExist();
    }

    private void write(long applied, String... names) {
        try (var journal = Journal.open(directory, applied, each -> {})) {
            for (String name : names) {
                journal.append(command(name));
            }
        }
    }

    private List<Object> read(long applied) {
        var read = new ArrayList<>();
        Journal.open(directory, applied, command -> read.add(command.get("insert")))
                .close();
        return read;
    }

    private static Document command(String name) {
        return new Document("insert", name).append("$db", "test");
    }

    /** The newest file with anything in it. */
    private Path newest() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toFile().length() > 0)
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static void shorten(Path file) throws IOException {
        var content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length - 1));
    }
}
