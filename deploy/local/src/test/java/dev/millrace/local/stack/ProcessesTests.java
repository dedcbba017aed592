package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTests {

    private static final Replica SECOND = new Replica(Part.TRAINING, 2);
    private static final Replica THIRD = new Replica(Part.TRAINING, 3);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private Layout layout;

    @SuppressWarnings("NullAway.Init")
    private Processes processes;

    @BeforeEach
    void haveProcesses() {
        layout = new Layout(home, home, 0);
        processes = new Processes(layout);
    }

    @Test
    void findsWhatRunsEvenWhereItIsNoLongerWanted() throws IOException {
        assertThat(processes.running()).isEmpty();
        var second = started(SECOND, "cat");
        var third = started(THIRD, "cat");
        Files.writeString(layout.run().resolve("lock"), "");
        Files.writeString(layout.run().resolve("kafka.pid"), "cut sh");

        try {
            assertThat(processes.running()).containsExactly(SECOND, THIRD);
        } finally {
            processes.stop(List.of(SECOND, THIRD), Duration.ZERO);
        }
        assertThat(second.onExit().join().isAlive()).isFalse();
        assertThat(third.onExit().join().isAlive()).isFalse();
    }

    @Test
    void forgetsWhatHasEndedAndMayBeAboutToStartAgain() throws Exception {
        var ended = started(SECOND, "cat");
        ended.destroy();
        ended.waitFor();
        assertThat(processes.running()).isEmpty();
        assertThat(processes.remembered()).containsExactly(SECOND);

        processes.stop(List.of(SECOND), Duration.ZERO);

        assertThat(processes.remembered()).isEmpty();
    }

    @Test
    void letsWhatItStopsFinishItsWork() throws Exception {
        var finished = home.resolve("finished");
        var trap = "trap 'sleep 0.3; touch " + finished + "; exit 0' TERM; touch " + home.resolve("armed")
                + "; while :; do sleep 0.05; done";
        started(SECOND, "bash", "-c", trap);
        awaitArmed();

        processes.stop(List.of(SECOND), Duration.ofSeconds(20));

        assertThat(finished).exists();
        assertThat(processes.runs(SECOND)).isFalse();
    }

    @Test
    void endsByForceWhatDoesNotEndByItself() throws Exception {
        var stubborn = started(
                SECOND,
                "bash",
                "-c",
                "trap '' TERM; touch " + home.resolve("armed") + "; while :; do sleep 0.05; done");
        awaitArmed();

        processes.stop(List.of(SECOND), Duration.ofMillis(200));

        assertThat(stubborn.onExit().join().isAlive()).isFalse();
    }

    @Test
    void letsOneCommandStartAtATime() {
        processes.locked(() -> assertThat(layout.run().resolve("lock")).exists());

        assertThatThrownBy(() -> processes.locked(() -> new Processes(layout).locked(() -> {})))
                .isInstanceOf(OverlappingFileLockException.class);
    }

    private void awaitArmed() {
        while (Files.notExists(home.resolve("armed"))) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Process started(Replica replica, String... command) throws IOException {
        var process = new ProcessBuilder(command).start();
        PidFiles.write(layout.pidFile(replica), process.toHandle());
        return process;
    }
}
