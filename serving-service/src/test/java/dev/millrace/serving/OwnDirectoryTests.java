package dev.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnDirectoryTests {

    @TempDir
    private Path base;

    @Test
    void isTheSameAgainAfterARestart() {
        Path first;
        try (var own = OwnDirectory.take(base)) {
            first = own.path();
        }

        try (var again = OwnDirectory.take(base)) {
            assertThat(again.path()).isEqualTo(first);
        }
    }

    @Test
    void isAnotherForEachInstanceOfOneProcess() {
        try (var one = OwnDirectory.take(base);
                var other = OwnDirectory.take(base)) {
            assertThat(other.path()).isNotEqualTo(one.path());
        }
    }

    @Test
    void isNotTakenWhileAnotherProcessHasIt() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        base.toString())
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader()) {
            var theirs = Path.of(output.readLine());

            try (var own = OwnDirectory.take(base)) {
                assertThat(own.path()).isNotEqualTo(theirs);
            }
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            try (var own = OwnDirectory.take(base)) {
                assertThat(own.path()).isEqualTo(theirs);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** Another process: takes a directory, says which, and keeps it until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (var own = OwnDirectory.take(Path.of(arguments[0]))) {
                System.out.println(own.path());
                System.in.read();
            }
        }
    }
}
