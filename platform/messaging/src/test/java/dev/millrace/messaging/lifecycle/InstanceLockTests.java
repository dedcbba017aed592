package dev.millrace.messaging.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTests {

    @TempDir
    Path directory;

    @Test
    void givesTwoLivingProcessesDifferentNames() throws Exception {
        try (var one = InstanceLock.take(directory, "training-1", "p1");
                var two = InstanceLock.take(directory, "training-1", "p2")) {
            assertThat(one.instance()).isEqualTo("training-1");
            assertThat(two.instance()).isEqualTo("training-1-2");
            assertThat(two.predecessor()).isEmpty();
        }
    }

    @Test
    void knowsThatItsPredecessorWasKilled() throws Exception {
        var killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .start();
        assertThat(killed.inputReader().readLine()).isEqualTo("training-1");
        try (var beside = InstanceLock.take(directory, "training-1", "beside")) {
            assertThat(beside.instance()).isEqualTo("training-1-2");
        }
        killed.destroyForcibly();
        assertThat(killed.waitFor(30, TimeUnit.SECONDS)).isTrue();

        try (var successor = InstanceLock.take(directory, "training-1", "successor")) {
            assertThat(successor.instance()).isEqualTo("training-1");
            assertThat(successor.predecessor()).isEqualTo("killed");
        }
    }

    /** Holds a name until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (var lock = InstanceLock.take(Path.of(arguments[0]), "training-1", "killed")) {
                System.out.println(lock.instance());
                System.in.read();
            }
        }
    }
}
