package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTests {

    @TempDir
    private Path directory;

    @Test
    void findsTheProcessThatItRemembers() {
        var file = new PidFile(directory.resolve("run/us.pid"));
        assertThat(file.process()).isEmpty();

        file.write(ProcessHandle.current());

        assertThat(file.process()).contains(ProcessHandle.current());
    }

    @Test
    void doesNotMistakeAnotherProcessWithTheSameNumber() throws IOException {
        var path = directory.resolve("us.pid");
        Files.writeString(path, ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z\n");

        assertThat(new PidFile(path).process()).isEmpty();
    }

    @Test
    void forgetsAProcessThatEnded() throws Exception {
        var process = new ProcessBuilder("cat").start();
        var file = new PidFile(directory.resolve("cat.pid"));
        file.write(process.toHandle());
        assertThat(file.process()).isPresent();

        process.destroy();
        process.waitFor();

        assertThat(file.process()).isEmpty();
    }
}
