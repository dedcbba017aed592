package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionTests {

    private static final Replica TRAINING = Replica.first(Part.TRAINING);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private Layout layout;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void makeFolders() throws IOException {
        layout = new Layout(home, home, 0);
        Files.createDirectories(layout.run());
    }

    @AfterEach
    void endAll() {
        pidFile().process().ifPresent(ProcessHandle::destroyForcibly);
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void startsAgainWhatEndedByAnError() throws Exception {
        Files.writeString(layout.readyFile(TRAINING), "");
        supervised(8, counting() + "[ $(wc -l <runs) -ge 2 ] || exit 70; exec sleep 600");

        await(() -> pidFile().restarts() == 1 && pidFile().process().isPresent() && runs() == 2);

        assertThat(layout.readyFile(TRAINING)).doesNotExist();
        assertThat(Files.readString(home.resolve("log")))
                .contains("[training] supervise - ended with status 70; starts again in 1 s");
    }

    @Test
    void leavesWhatWasKilled() throws Exception {
        var supervisor = supervised(8, counting() + "touch armed; exec sleep 600");
        await(() -> pidFile().process().isPresent() && Files.exists(home.resolve("armed")));

        pidFile().process().orElseThrow().destroyForcibly();

        assertThat(statusOf(supervisor)).isEqualTo(137);
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void leavesWhatWasStoppedBeforeItStartsAgain() throws Exception {
        var supervisor = supervised(8, counting() + "while [ -e run/training.pid ]; do sleep 0.01; done; exit 70");
        await(() -> pidFile().exists() && Files.exists(home.resolve("runs")));

        pidFile().delete();

        assertThat(statusOf(supervisor)).isEqualTo(70);
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void givesUpAtLast() throws Exception {
        var supervisor = supervised(1, counting() + "exit 3");

        assertThat(statusOf(supervisor)).isEqualTo(3);
        assertThat(runs()).isEqualTo(2);
        assertThat(Files.readString(home.resolve("log"))).contains("is not started again after 1 times in a row");
    }

    private static String counting() {
        return "echo once >>runs; ";
    }

    private long runs() {
        try (var lines = Files.lines(home.resolve("runs"))) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PidFile pidFile() {
        return new PidFile(layout.pidFile(TRAINING));
    }

    private Process supervised(int mostInARow, String script) throws IOException {
        var command = new ArrayList<>(new Supervision(layout, mostInARow).of(TRAINING));
        command.addAll(List.of("/bin/sh", "-c", script));
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        started.add(process);
        return process;
    }

    private static int statusOf(Process process) throws InterruptedException {
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
