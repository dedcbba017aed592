package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTests {

    @TempDir
    private Path directory;

    @Test
    void givesTheLastLines() throws IOException {
        var file = Files.writeString(directory.resolve("some.log"), "one\ntwo\nthree\n");

        assertThat(new LogFile(file).last(2)).containsExactly("two", "three");
        assertThat(new LogFile(file).last(9)).containsExactly("one", "two", "three");
        assertThat(new LogFile(file).last(0)).isEmpty();
    }

    @Test
    void readsWhateverAProgramWrote() throws IOException {
        var file = Files.write(directory.resolve("some.log"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(new LogFile(file).last(2)).containsExactly("caf\ufffd");
    }

    @Test
    void hasNoLinesWhereThereIsNoFile() throws IOException {
        assertThat(new LogFile(directory.resolve("none.log")).last(2)).isEmpty();
    }
}
