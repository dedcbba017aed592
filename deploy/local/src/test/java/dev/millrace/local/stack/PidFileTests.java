package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTests {

    @TempDir
    private Path directory;

    @Test
    void findsTheProcessThatItRemembers() throws IOException {
        var path = directory.resolve("run/us.pid");
        var file = new PidFile(path);
        assertThat(file.process()).isEmpty();

        PidFiles.write(path, ProcessHandle.current());

        assertThat(file.process()).contains(ProcessHandle.current());
    }

    @Test
    void doesNotMistakeAnotherProcessWithTheSameNumber() throws IOException {
        var path = directory.resolve("us.pid");
        Files.writeString(path, ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z\n");

        assertThat(new PidFile(path).process()).isEmpty();
    }

    @Test
    void knowsNoProcessWhereTheFileWasCutShort() throws IOException {
        for (String content :
                List.of("", "\n", "12", "12 2001-01", "x 2001-01-01T00:00:00Z", "12345678901234567890 x")) {
            var path = directory.resolve("cut.pid");
            Files.writeString(path, content);

            assertThat(new PidFile(path).process()).as(content).isEmpty();
        }
    }

    @Test
    void findsAProcessThatAnEarlierReleaseStarted() throws IOException {
        var path = directory.resolve("us.pid");
        var start = ProcessHandle.current().info().startInstant().orElseThrow();
        Files.writeString(path, ProcessHandle.current().pid() + " " + start + "\n");

        assertThat(new PidFile(path).process()).contains(ProcessHandle.current());
        assertThat(new PidFile(path).restarts()).isZero();
    }

    @Test
    void forgetsAProcessThatEnded() throws Exception {
        var process = new ProcessBuilder("cat").start();
        var path = directory.resolve("cat.pid");
        var file = new PidFile(path);
        PidFiles.write(path, process.toHandle());
        assertThat(file.process()).isPresent();

        process.destroy();
        process.waitFor();

        assertThat(file.process()).isEmpty();
    }
}
